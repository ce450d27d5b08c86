// Feeds the parts of the service host that read and write text with what a seed makes up, under the sanitizers, and checks what must hold:
//   quoting     the line is taken apart again, by the documented rules of the C runtime, into the same arguments
//   options     nothing but checked values comes out; what is refused says why
//   JSON        printed, one object a line, for the caller to read with a parser of its own
// `fuzz SEED ROUNDS` for all of it; as a libFuzzer target (-DLIBFUZZER) for a campaign.
#include "plain/checks.h"
#include "plain/json.h"
#include "plain/options.h"
#include "plain/preface.h"
#include "plain/quote.h"
#include "plain/restart-pause.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUIRE(claim)                                                                                                                    \
  do {                                                                                                                                    \
    if (!(claim)) {                                                                                                                       \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #claim);                                                                        \
      abort();                                                                                                                            \
    }                                                                                                                                     \
  } while (0)

struct source {
  const uint8_t *bytes;
  size_t left;
};

static uint8_t take(struct source *source) {
  if (source->left == 0) return 0;
  source->left--;
  return *source->bytes++;
}

// Mostly what is near the edges of the grammars; the rest is any byte.
static char *take_word(struct source *source, size_t most) {
  static const char *const pieces[] = {
      "\\",        "\"",        " ",       "\\\\\"",    "C:\\a",    "=",         "control=", "S-1-5-32-544", "service:T", "--name", "--door",
      "--allow",   "--managed", "install", "detach",    "--",       "ä",         "\xc3",     "\xed\xa0\x80", "\xf4\x90\x80\x80", "\t", "\n",
      "LAB\\x$",   "a@b",       "..",      "SeXPrivilege", "65535", "99999999999999999999", "--account", "LocalSystem", "--program", "x"};
  struct text word = {0};
  add(&word, "");
  size_t count = take(source) % most;
  for (size_t i = 0; i < count; i++) {
    uint8_t choice = take(source);
    if (choice < 160) {
      add(&word, pieces[choice % (sizeof pieces / sizeof *pieces)]);
    } else {
      char byte = (char)take(source);
      if (byte != 0) add_bytes(&word, &byte, 1);
    }
  }
  return word.bytes;
}

// "Parsing C Command-Line Arguments", written from the documentation and without a look at quote.c. @return how many
static size_t take_apart(const char *line, char **arguments, size_t most) {
  size_t count = 0;
  while (*line == ' ' || *line == '\t') line++;
  while (*line != 0) {
    REQUIRE(count < most);
    struct text argument = {0};
    add(&argument, "");
    bool quoted = false;
    while (*line != 0 && (quoted || (*line != ' ' && *line != '\t'))) {
      size_t slashes = strspn(line, "\\");
      line += slashes;
      bool mark = *line == '"';
      for (size_t i = 0; i < (mark ? slashes / 2 : slashes); i++) add(&argument, "\\");
      if (mark && slashes % 2 == 1) {
        add(&argument, "\"");
        line++;
      } else if (mark) {
        quoted = !quoted;
        line++;
      } else if (slashes == 0) {
        add_bytes(&argument, line++, 1);
      }
    }
    arguments[count++] = argument.bytes;
    while (*line == ' ' || *line == '\t') line++;
  }
  return count;
}

enum { most_words = 24 };

static void try_quoting(struct source source) {
  char *words[most_words], *again[most_words];
  size_t count = take(&source) % most_words;
  struct text line = {0};
  add(&line, "");
  for (size_t i = 0; i < count; i++) {
    words[i] = take_word(&source, 12);
    add_argument(&line, words[i]);
  }
  size_t found = take_apart(line.bytes, again, most_words);
  REQUIRE(found == count);
  for (size_t i = 0; i < count; i++) {
    REQUIRE(strcmp(words[i], again[i]) == 0);
    free(words[i]);
    free(again[i]);
  }
  free_text(&line);
}

static void require_checked(check *checked, const char *value) { REQUIRE(value == NULL || checked(value) == NULL); }

static void require_all(check *checked, const struct values *values) {
  REQUIRE(values->count <= most_values);
  for (size_t i = 0; i < values->count; i++) require_checked(checked, values->items[i]);
}

static void try_options(struct source source) {
  static char *const verbs[] = {"install", "status", "account", "protect-folder", "group", "look-up", "event-source", "event", "pipe-server", "detach", "run"};
  static char *const known[] = {"--name", "--display", "--description", "--program", "--argument", "--data-dir", "--door", "--allow", "--privilege",
                                "--stop-seconds", "--automatic", "--manual", "--account", "--managed", "--password", "--path", "--full", "--read",
                                "--group", "--comment", "--install", "--uninstall", "--level", "--id", "--pipe", "--system-service", "--"};
  static char *const good[] = {"T", "C:\\data", "control=b-control", "control=S-1-5-18", "LAB\\svc", "warning", "101", "SeDebugPrivilege", "service:T"};
  char *words[most_words + 2] = {"host", verbs[take(&source) % (sizeof verbs / sizeof *verbs)]};
  char *made[most_words] = {0};
  int count = 2;
  for (size_t i = 0, wanted = take(&source) % most_words; i < wanted; i++) {
    uint8_t choice = take(&source);
    if (choice < 110) words[count++] = known[choice % (sizeof known / sizeof *known)];
    else if (choice < 180) words[count++] = good[choice % (sizeof good / sizeof *good)];
    else words[count++] = made[i] = take_word(&source, 8);
  }
  struct options options;
  char *trouble = read_options(count, words, &options);
  if (trouble != NULL) {
    REQUIRE(*trouble != 0);
  } else {
    require_checked(check_service_name, options.name);
    require_checked(check_title, options.display);
    require_checked(check_path, options.program);
    require_checked(check_path, options.data_dir);
    require_checked(check_path, options.path);
    require_checked(check_account, options.account);
    require_checked(check_group, options.group);
    require_checked(check_pipe, options.pipe);
    require_all(check_argument, &options.arguments);
    require_all(check_door, &options.doors);
    require_all(check_allowance, &options.allowances);
    require_all(check_trustee, &options.full);
    require_all(check_privilege, &options.privileges);
    REQUIRE(options.verb != verb_install || (options.name != NULL && options.program != NULL && options.data_dir != NULL));
    REQUIRE(options.verb != verb_detach || check_path(options.command[0]) == NULL);
  }
  free(trouble);
  for (size_t i = 0; i < most_words; i++) free(made[i]);
}

// @param print for a parser that is not ours
static void try_json(struct source source, bool print) {
  char *first = take_word(&source, 20), *second = take_word(&source, 20), *third = take_word(&source, 20);
  struct text json = {0};
  json_open(&json);
  json_string(&json, "first", first);
  json_string(&json, "none", NULL);
  json_number(&json, "number", take(&source));
  json_list(&json, "list", (char *[]){second, third}, take(&source) % 3);
  json_begin_list(&json, "items");
  for (int i = take(&source) % 3; i > 0; i--) {
    json_begin_item(&json);
    json_string(&json, second, third);
    json_boolean(&json, "yes", true);
    json_close(&json);
  }
  json_end_list(&json);
  json_close(&json);
  REQUIRE(is_utf8(json.bytes));
  struct text preface = {0};
  add_preface(&preface, &(struct caller){"control", take(&source) % 4 == 0 ? NULL : first, second, take(&source)});
  // One line, whatever the account is called: what stands behind it is the caller's.
  REQUIRE(strchr(preface.bytes, '\n') == preface.bytes + preface.length - 1);
  if (print) printf("%s\n%s", json.bytes, preface.bytes);
  free_text(&json);
  free_text(&preface);
  free(first);
  free(second);
  free(third);
}

static void try_pause(struct source source) {
  unsigned long last = 0;
  for (int i = 0; i < 12; i++) {
    unsigned long long lived = (unsigned long long)take(&source) * 500;
    unsigned long code = take(&source) % 3 == 0 ? start_again : 1;
    last = next_pause_ms(last, lived, code);
    REQUIRE(last <= 60000 && (last >= 1000 || (last == 0 && code == start_again && lived >= 1000)));
  }
}

static void try_all(const uint8_t *bytes, size_t length, bool print) {
  struct source source = {bytes, length};
  try_quoting(source);
  try_options(source);
  try_json(source, print);
  try_pause(source);
}

#ifdef LIBFUZZER
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
  try_all(bytes, length, false);
  return 0;
}
#else
static uint64_t state;
// xorshift64*
static uint8_t next_byte(void) {
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (uint8_t)(state * 0x2545F4914F6CDD1Dull >> 56);
}

int main(int count, char **words) {
  if (count != 3) return 2;
  state = strtoull(words[1], NULL, 10) * 2 + 1;
  long rounds = strtol(words[2], NULL, 10);
  for (long round = 0; round < rounds; round++) {
    uint8_t bytes[512];
    size_t length = 16 + next_byte() * 1u;
    for (size_t i = 0; i < length; i++) bytes[i] = next_byte();
    try_all(bytes, length, round % 64 == 0);
  }
  return 0;
}
#endif
