// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stands in for the compiler of a kernel build. A command that compiles one C
// file is written down and answered with an empty object; all others go to the
// real compiler. 'gfpcheck record' sets it up:
//
//   GFPCHECK_RECORD_CC   the real compiler
//   GFPCHECK_RECORD_DIR  a folder for commands.jsonl and the empty objects
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_TARGET_FLAGS = 16 };

struct command {
  const char *output, *source, *depfile;
  int compiles;                             // -c, and not -E or -S.
  const char *target[MAX_TARGET_FLAGS + 1]; // What decides the object format.
  int targets;
};

static int ends_with(const char *text, const char *end) {
  size_t a = strlen(text), b = strlen(end);
  return a >= b && strcmp(text + a - b, end) == 0;
}

static int starts_with(const char *text, const char *start) {
  return strncmp(text, start, strlen(start)) == 0;
}

static int is_target_flag(const char *arg) {
  static const char *const flags[] = {"-m16", "-m32", "-m64", "-mx32",
                                      "-mlittle-endian", "-mbig-endian", "-EL",
                                      "-EB"};
  for (size_t i = 0; i != sizeof(flags) / sizeof(*flags); ++i)
    if (strcmp(arg, flags[i]) == 0)
      return 1;
  return starts_with(arg, "--target=") || starts_with(arg, "-mabi=");
}

static struct command parse(int argc, char **argv) {
  struct command c = {0};
  int other_stage = 0;
  for (int i = 1; i < argc; ++i) {
    const char *arg = argv[i];
    if (strcmp(arg, "-c") == 0)
      c.compiles = 1;
    else if (strcmp(arg, "-E") == 0 || strcmp(arg, "-S") == 0)
      other_stage = 1;
    else if (strcmp(arg, "-o") == 0 && i + 1 < argc)
      c.output = argv[++i];
    else if (starts_with(arg, "-Wp,-MMD,") || starts_with(arg, "-Wp,-MD,"))
      c.depfile = strchr(arg + 4, ',') + 1;
    else if (is_target_flag(arg) && c.targets < MAX_TARGET_FLAGS)
      c.target[c.targets++] = arg;
    else if (arg[0] != '-' && ends_with(arg, ".c"))
      c.source = arg;
  }
  if (other_stage)
    c.compiles = 0;
  return c;
}

static void die(const char *what, const char *name) {
  fprintf(stderr, "gfpcheck-record-cc: %s '%s': %s\n", what, name,
          strerror(errno));
  exit(1);
}

static const char *setting(const char *name) {
  const char *value = getenv(name);
  if (!value || !*value) {
    fprintf(stderr,
            "gfpcheck-record-cc: %s is not set; use 'gfpcheck record'\n", name);
    exit(1);
  }
  return value;
}

// Writing the command down ----------------------------------------------------

static void put_string(FILE *out, const char *text) {
  putc('"', out);
  for (const unsigned char *c = (const unsigned char *)text; *c; ++c) {
    if (*c == '"' || *c == '\\')
      fprintf(out, "\\%c", *c);
    else if (*c < 0x20)
      fprintf(out, "\\u%04x", *c);
    else
      putc(*c, out);
  }
  putc('"', out);
}

// One line, appended by one write, so that compilers may run side by side.
static void record(const struct command *c, int argc, char **argv) {
  char *line = NULL, *directory = getcwd(NULL, 0);
  size_t size = 0;
  if (!directory)
    die("cannot tell the folder of", c->source);
  FILE *out = open_memstream(&line, &size);
  if (!out)
    die("no memory for", c->source);
  fputs("{\"directory\":", out);
  put_string(out, directory);
  fputs(",\"file\":", out);
  put_string(out, c->source);
  fputs(",\"output\":", out);
  put_string(out, c->output);
  fputs(",\"arguments\":[", out);
  put_string(out, setting("GFPCHECK_RECORD_CC"));
  for (int i = 1; i < argc; ++i) {
    putc(',', out);
    put_string(out, argv[i]);
  }
  fputs("]}\n", out);
  if (fclose(out) != 0)
    die("no memory for", c->source);

  char log[4096];
  snprintf(log, sizeof(log), "%s/commands.jsonl",
           setting("GFPCHECK_RECORD_DIR"));
  int fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0 || write(fd, line, size) != (ssize_t)size || close(fd) != 0)
    die("cannot write", log);
  free(line);
  free(directory);
}

// Leaving what kbuild expects --------------------------------------------------

static void run(char *const *argv) {
  pid_t pid = fork();
  if (pid == 0) {
    execvp(argv[0], argv);
    _exit(127);
  }
  int status = 0;
  if (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0) {
    fprintf(stderr, "gfpcheck-record-cc: cannot make an empty object with %s\n",
            argv[0]);
    exit(1);
  }
}

// An empty object for the command's target, made once by the real compiler.
static void find_template(const struct command *c, char *path, size_t size) {
  int used = snprintf(path, size, "%s/empty", setting("GFPCHECK_RECORD_DIR"));
  for (int i = 0; i < c->targets && used < (int)size; ++i)
    used += snprintf(path + used, size - (size_t)used, "%s", c->target[i]);
  if (used + 32 >= (int)size) {
    fprintf(stderr, "gfpcheck-record-cc: name too long: %s\n", path);
    exit(1);
  }
  strcpy(path + used, ".o");
  if (access(path, R_OK) == 0)
    return;
  char fresh[4096 + 32];
  snprintf(fresh, sizeof(fresh), "%s.%ld", path, (long)getpid());
  const char *argv[MAX_TARGET_FLAGS + 10];
  int n = 0;
  argv[n++] = setting("GFPCHECK_RECORD_CC");
  for (int i = 0; i < c->targets; ++i)
    argv[n++] = c->target[i];
  argv[n++] = "-x";
  argv[n++] = "c";
  argv[n++] = "-c";
  argv[n++] = "/dev/null";
  argv[n++] = "-o";
  argv[n++] = fresh;
  argv[n] = NULL;
  run((char *const *)argv);
  if (rename(fresh, path) != 0)
    die("cannot write", path);
}

static void copy(const char *from, const char *to) {
  char buffer[65536];
  unlink(to); // It may be a link to something else.
  int in = open(from, O_RDONLY | O_CLOEXEC);
  int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (in < 0 || out < 0)
    die("cannot write", to);
  ssize_t size;
  while ((size = read(in, buffer, sizeof(buffer))) > 0)
    if (write(out, buffer, (size_t)size) != size)
      die("cannot write", to);
  if (size < 0 || close(out) != 0)
    die("cannot write", to);
  close(in);
}

static void answer(const struct command *c) {
  char object[4096];
  find_template(c, object, sizeof(object));
  copy(object, c->output);
  FILE *dep = fopen(c->depfile, "w");
  if (!dep || fprintf(dep, "%s: %s\n", c->output, c->source) < 0 ||
      fclose(dep) != 0)
    die("cannot write", c->depfile);
}

int main(int argc, char **argv) {
  struct command c = parse(argc, argv);
  if (c.compiles && c.output && c.source && c.depfile &&
      ends_with(c.output, ".o")) {
    answer(&c);
    record(&c, argc, argv);
    return 0;
  }
  argv[0] = (char *)setting("GFPCHECK_RECORD_CC");
  execvp(argv[0], argv);
  die("cannot run", argv[0]);
}
