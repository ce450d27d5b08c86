// Starts the program with its input held by us, its output kept in a file, and nothing else inherited.
#include "child.h"
#include "output.h"
#include "plain/quote.h"
#include "wide.h"
#include <stdlib.h>
#include <string.h>

// Lines are shorter than 128 bytes, so those that nobody read fit in here, and a write returns at once even to a program that hangs.
static const DWORD input_bytes = 64 * 1024;
static const DWORD most_unheard = 256;
static const DWORD kill_within_ms = 10000;

void prepare_child(struct child *child) {
  memset(child, 0, sizeof *child);
  InitializeCriticalSection(&child->lock);
}

// Whatever the program starts ends with it, unless it is started by `detach`.
static HANDLE create_job(void) {
  HANDLE job = CreateJobObjectW(NULL, NULL);
  if (job == NULL) return NULL;
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | JOB_OBJECT_LIMIT_BREAKAWAY_OK;
  if (SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits)) return job;
  CloseHandle(job);
  return NULL;
}

static wchar_t *command_of(const struct setup *setup) {
  struct text line = {0};
  add_argument(&line, setup->program);
  for (size_t i = 0; i < setup->arguments.count; i++) add_argument(&line, setup->arguments.items[i]);
  wchar_t *wide = line.length < longest_command_line ? wide_of(line.bytes) : NULL;
  free_text(&line);
  return wide;
}

struct ends {
  HANDLE input_read, input_write, output_write;
};

static void close_ends(struct ends *ends) {
  if (ends->input_read != NULL) CloseHandle(ends->input_read);
  if (ends->output_write != NULL) CloseHandle(ends->output_write);
  ends->input_read = ends->output_write = NULL;
}

static DWORD open_ends(struct ends *ends, const char *data_dir) {
  SECURITY_ATTRIBUTES inherited = {sizeof inherited, NULL, TRUE};
  if (!CreatePipe(&ends->input_read, &ends->input_write, &inherited, input_bytes)) return GetLastError();
  SetHandleInformation(ends->input_write, HANDLE_FLAG_INHERIT, 0);
  ends->output_write = keep_output(data_dir);
  return ends->output_write == NULL ? GetLastError() : ERROR_SUCCESS;
}

// Suspended until it is in its job: before, it could start something that nobody would end.
static DWORD create_process(const struct setup *setup, const struct ends *ends, HANDLE job, PROCESS_INFORMATION *process) {
  wchar_t *line = command_of(setup), *program = wide_of(setup->program), *directory = wide_of(setup->data_dir);
  STARTUPINFOW startup = {.cb = sizeof startup, .dwFlags = STARTF_USESTDHANDLES};
  startup.hStdInput = ends->input_read;
  startup.hStdOutput = startup.hStdError = ends->output_write;
  DWORD flags = CREATE_SUSPENDED | CREATE_NO_WINDOW | CREATE_NEW_PROCESS_GROUP;
  DWORD answer = ERROR_FILENAME_EXCED_RANGE;
  if (line != NULL)
    answer = CreateProcessW(program, line, NULL, NULL, TRUE, flags, NULL, directory, &startup, process) ? ERROR_SUCCESS : GetLastError();
  free(line);
  free(program);
  free(directory);
  if (answer != ERROR_SUCCESS) return answer;
  if (!AssignProcessToJobObject(job, process->hProcess)) {
    answer = GetLastError();
    TerminateProcess(process->hProcess, 1);
    CloseHandle(process->hProcess);
  } else {
    ResumeThread(process->hThread);
  }
  CloseHandle(process->hThread);
  return answer;
}

DWORD start_child(struct child *child, const char *service, const struct setup *setup) {
  wchar_t *name = wide_of(service);
  SetEnvironmentVariableW(L"BRIDGEHEAD_SERVICE", name);
  free(name);
  HANDLE job = create_job();
  if (job == NULL) return GetLastError();
  struct ends ends = {0};
  PROCESS_INFORMATION process;
  DWORD answer = open_ends(&ends, setup->data_dir);
  if (answer == ERROR_SUCCESS) answer = create_process(setup, &ends, job, &process);
  close_ends(&ends);
  if (answer != ERROR_SUCCESS) {
    if (ends.input_write != NULL) CloseHandle(ends.input_write);
    CloseHandle(job);
    return answer;
  }
  EnterCriticalSection(&child->lock);
  child->process = process.hProcess;
  child->pid = process.dwProcessId;
  child->job = job;
  child->input = ends.input_write;
  child->told = child->heard = 0;
  LeaveCriticalSection(&child->lock);
  return ERROR_SUCCESS;
}

static bool write_line(HANDLE input, const char *line) {
  DWORD written;
  return WriteFile(input, line, (DWORD)strlen(line), &written, NULL);
}

void ask_child_to_stop(struct child *child) {
  EnterCriticalSection(&child->lock);
  if (child->input != NULL) {
    write_line(child->input, "stop\n");
    CloseHandle(child->input);
    child->input = NULL;
  }
  LeaveCriticalSection(&child->lock);
}

DWORD end_child(struct child *child, bool kill) {
  if (kill) TerminateJobObject(child->job, 1);
  WaitForSingleObject(child->process, kill_within_ms);
  DWORD exit_code = 1;
  GetExitCodeProcess(child->process, &exit_code);
  EnterCriticalSection(&child->lock);
  if (child->input != NULL) CloseHandle(child->input);
  // With its last handle the job ends whoever is left in it.
  CloseHandle(child->job);
  CloseHandle(child->process);
  child->process = child->job = child->input = NULL;
  child->pid = 0;
  LeaveCriticalSection(&child->lock);
  return exit_code;
}

bool tell_child(struct child *child, const char *line, struct ticket *ticket) {
  EnterCriticalSection(&child->lock);
  bool told = child->input != NULL && child->told - child->heard < most_unheard && write_line(child->input, line);
  if (told) *ticket = (struct ticket){child->pid, ++child->told};
  LeaveCriticalSection(&child->lock);
  return told;
}

void note_heard(struct child *child, const struct ticket *ticket) {
  EnterCriticalSection(&child->lock);
  if (child->pid == ticket->pid && ticket->number > child->heard) child->heard = ticket->number;
  LeaveCriticalSection(&child->lock);
}
