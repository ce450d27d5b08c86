// One table says which words there are, what they take, where it goes and who may use them; the reader below knows none of them.
#include "options.h"
#include "checks.h"
#include <stdlib.h>
#include <string.h>

struct verb_word {
  const char *word;
  enum verb verb;
};

static const struct verb_word verbs[] = {
    {"install", verb_install},       {"uninstall", verb_uninstall},
    {"start", verb_start},           {"stop", verb_stop},
    {"restart", verb_restart},       {"status", verb_status},
    {"account", verb_account},       {"protect-folder", verb_protect_folder},
    {"inspect-folder", verb_inspect_folder}, {"group", verb_group},           {"look-up", verb_look_up},
    {"event-source", verb_event_source}, {"event", verb_event},
    {"pipe-server", verb_pipe_server},   {"detach", verb_detach},
    {"run", verb_run},
};

#define FOR(verb) (1u << (verb))
enum {
  for_services = FOR(verb_install) | FOR(verb_uninstall) | FOR(verb_start) | FOR(verb_stop) | FOR(verb_restart) |
                 FOR(verb_status) | FOR(verb_account) | FOR(verb_pipe_server) | FOR(verb_run),
  for_install = FOR(verb_install),
  for_accounts = FOR(verb_install) | FOR(verb_account),
  for_folders = FOR(verb_protect_folder) | FOR(verb_inspect_folder),
  for_changes = FOR(verb_group) | FOR(verb_event_source),
};

enum kind { takes_one, takes_many, is_flag };

struct option {
  const char *word;
  enum kind kind;
  size_t offset;
  check *check;
  unsigned allowed; // verbs that may have it
  unsigned needed;  // verbs that must
};

#define AT(member) offsetof(struct options, member)

static const struct option options_known[] = {
    {"--name", takes_one, AT(name), check_service_name, for_services, for_services},
    {"--display", takes_one, AT(display), check_title, for_install, for_install},
    {"--description", takes_one, AT(description), check_description, for_install, for_install},
    {"--program", takes_one, AT(program), check_path, for_install, for_install},
    {"--argument", takes_many, AT(arguments), check_argument, for_install, 0},
    {"--data-dir", takes_one, AT(data_dir), check_path, for_install, for_install},
    {"--door", takes_many, AT(doors), check_door, for_install, 0},
    {"--allow", takes_many, AT(allowances), check_allowance, for_install, 0},
    {"--privilege", takes_many, AT(privileges), check_privilege, for_install, 0},
    {"--stop-seconds", takes_one, AT(stop_seconds), check_seconds, for_install, 0},
    {"--automatic", is_flag, AT(automatic), NULL, for_install, 0},
    {"--manual", is_flag, AT(manual), NULL, for_install, 0},
    // R36 is about the agent; what installs software must be the system, on a domain controller too.
    {"--system-service", is_flag, AT(system_service), NULL, for_install, 0},
    {"--account", takes_one, AT(account), check_account, for_accounts | FOR(verb_look_up), FOR(verb_account)},
    {"--managed", is_flag, AT(managed), NULL, for_accounts, 0},
    {"--password", is_flag, AT(password), NULL, for_accounts, 0},
    {"--path", takes_one, AT(path), check_path, for_folders, for_folders},
    {"--full", takes_many, AT(full), check_trustee, for_folders, 0},
    {"--read", takes_many, AT(read), check_trustee, FOR(verb_protect_folder), 0},
    {"--group", takes_one, AT(group), check_group, FOR(verb_group) | FOR(verb_look_up), FOR(verb_group)},
    {"--comment", takes_one, AT(comment), check_title, FOR(verb_group), 0},
    {"--install", is_flag, AT(install), NULL, for_changes, 0},
    {"--uninstall", is_flag, AT(uninstall), NULL, for_changes, 0},
    {"--level", takes_one, AT(level), check_level, FOR(verb_event), FOR(verb_event)},
    {"--id", takes_one, AT(id), check_event_id, FOR(verb_event), FOR(verb_event)},
    {"--pipe", takes_one, AT(pipe), check_pipe, FOR(verb_pipe_server), FOR(verb_pipe_server)},
};
enum { option_count = sizeof options_known / sizeof *options_known };

static char *trouble(const char *subject, const char *what) {
  struct text words = {0};
  add(&words, subject);
  add(&words, " ");
  add(&words, what);
  return words.bytes;
}

static enum verb find_verb(const char *word) {
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
    if (strcmp(word, verbs[i].word) == 0) return verbs[i].verb;
  return verb_none;
}

static const struct option *find_option(const char *word, enum verb verb) {
  for (size_t i = 0; i < option_count; i++)
    if (strcmp(word, options_known[i].word) == 0 && (options_known[i].allowed & FOR(verb)) != 0) return &options_known[i];
  return NULL;
}

static char *keep(struct options *options, const struct option *option, char *value) {
  char *place = (char *)options + option->offset;
  const char *wrong = option->check(value);
  if (wrong != NULL) return trouble(option->word, wrong);
  if (option->kind == takes_many) {
    struct values *many = (struct values *)place;
    if (many->count == most_values) return trouble(option->word, "is given too often");
    many->items[many->count++] = value;
    return NULL;
  }
  char **one = (char **)place;
  if (*one != NULL) return trouble(option->word, "is given twice");
  *one = value;
  return NULL;
}

size_t door_name_length(const char *value) { return strcspn(value, "="); }

static bool has_door(const struct values *doors, const char *value) {
  size_t length = door_name_length(value);
  for (size_t i = 0; i < doors->count; i++)
    if (door_name_length(doors->items[i]) == length && strncmp(doors->items[i], value, length) == 0) return true;
  return false;
}

// What no single option can tell.
static char *check_together(const struct options *options) {
  bool changes = options->verb == verb_group || options->verb == verb_event_source;
  if (changes && options->install == options->uninstall) return trouble("--install", "or --uninstall must be given");
  if (options->automatic && options->manual) return trouble("--automatic", "and --manual exclude each other");
  if (options->managed && options->password) return trouble("--managed", "and --password exclude each other");
  if (options->managed && options->account == NULL) return trouble("--managed", "needs --account");
  if (options->password && options->account == NULL) return trouble("--password", "needs --account");
  if (options->verb == verb_look_up && (options->account == NULL) == (options->group == NULL))
    return trouble("look-up", "needs --account or --group");
  if (options->verb == verb_detach && options->command_length == 0) return trouble("detach", "needs -- PROGRAM");
  for (size_t i = 0; i < options->doors.count; i++) {
    struct values before = options->doors;
    before.count = i;
    if (has_door(&before, options->doors.items[i])) return trouble(options->doors.items[i], "is a door that is there already");
  }
  for (size_t i = 0; i < options->allowances.count; i++)
    if (!has_door(&options->doors, options->allowances.items[i]))
      return trouble(options->allowances.items[i], "names a door that is not there");
  return NULL;
}

static char *check_needed(const struct options *options) {
  for (size_t i = 0; i < option_count; i++) {
    const struct option *option = &options_known[i];
    if ((option->needed & FOR(options->verb)) == 0) continue;
    if (*(char *const *)((const char *)options + option->offset) == NULL) return trouble(option->word, "is missing");
  }
  return NULL;
}

static char *keep_command(struct options *options, int count, char **words) {
  options->command = words;
  options->command_length = (size_t)count;
  if (count == 0) return trouble("detach", "needs -- PROGRAM");
  const char *wrong = check_program(words[0]);
  if (wrong != NULL) return trouble("PROGRAM", wrong);
  for (int i = 1; i < count; i++) {
    wrong = check_argument(words[i]);
    if (wrong != NULL) return trouble("ARGUMENT", wrong);
  }
  return NULL;
}

char *read_options(int count, char **words, struct options *options) {
  *options = (struct options){0};
  if (count < 2) return trouble("A word", "is missing: what to do");
  options->verb = find_verb(words[1]);
  if (options->verb == verb_none) return trouble("That", "is nothing this program does");
  for (int i = 2; i < count; i++) {
    if (options->verb == verb_detach && strcmp(words[i], "--") == 0) {
      char *wrong = keep_command(options, count - i - 1, words + i + 1);
      if (wrong != NULL) return wrong;
      break;
    }
    const struct option *option = find_option(words[i], options->verb);
    if (option == NULL) return trouble("An option", "is none of this verb");
    if (option->kind == is_flag) {
      *(bool *)((char *)options + option->offset) = true;
      continue;
    }
    if (i + 1 == count) return trouble(option->word, "needs a value");
    char *wrong = keep(options, option, words[++i]);
    if (wrong != NULL) return wrong;
  }
  char *missing = check_needed(options);
  return missing != NULL ? missing : check_together(options);
}
