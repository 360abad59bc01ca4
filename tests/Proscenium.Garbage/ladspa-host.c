// A small LADSPA host that measures.
//   ladspa-host LIBRARY LABEL RATE BLOCK <IN >OUT      renders raw interleaved floats, stereo in, drivers out; tells the time per block
//   ladspa-host LIBRARY LABEL RATE BLOCK GARBAGE       tells the longest callback of each of several rounds, at the pace of a sound card,
//                                                      without and with garbage in the other library, and of a callback into that library
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 9, MOST_OUTPUTS = 16 };
enum { INPUT = 1, AUDIO = 8 };
static const double ROUND_SECONDS = 0.4;

typedef struct {
  unsigned long id;
  const char *label;
  int properties;
  const char *name, *maker, *copyright;
  unsigned long port_count;
  const int *ports;
  const char *const *port_names;
  const void *hints;
  void *data;
  void *(*instantiate)(const void *descriptor, unsigned long rate);
  void (*connect_port)(void *, unsigned long, float *);
  void (*activate)(void *);
  void (*run)(void *, unsigned long);
  void *run_adding, *set_gain;
  void (*deactivate)(void *);
  void (*cleanup)(void *);
} Plugin;

static const Plugin *plugin;
static void *instance;
static unsigned long block, outputs;
static float *in[2], *out[MOST_OUTPUTS], gain, latency;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void fail(const char *what) {
  fprintf(stderr, "ladspa-host: %s\n", what);
  exit(1);
}

static void *load(const char *path) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) fail(dlerror());
  return library;
}

static void open_plugin(const char *path, const char *label, unsigned long rate) {
  const Plugin *(*descriptor)(unsigned long) = dlsym(load(path), "ladspa_descriptor");
  if (!descriptor) fail("the library holds no LADSPA plug-ins");
  for (unsigned long i = 0; (plugin = descriptor(i)) && strcmp(plugin->label, label); i++) {}
  if (!plugin || !(instance = plugin->instantiate(plugin, rate))) fail("there is no such plug-in");
  unsigned long inputs = 0;
  for (unsigned long port = 0; port < plugin->port_count; port++) {
    int kind = plugin->ports[port];
    float *control = kind & INPUT ? &gain : &latency;
    float **channel = kind & INPUT ? &in[inputs] : &out[outputs];
    if (kind & AUDIO) {
      *channel = calloc(block, sizeof(float));
      *(kind & INPUT ? &inputs : &outputs) += 1;
    }
    plugin->connect_port(instance, port, kind & AUDIO ? *channel : control);
  }
  if (plugin->activate) plugin->activate(instance);
}

static int by_size(const void *a, const void *b) {
  double d = *(const double *)a - *(const double *)b;
  return (d > 0) - (d < 0);
}

static double median(double *values, int count) {
  qsort(values, count, sizeof *values, by_size);
  return values[count / 2];
}

static void render(void) {
  size_t most = 1 << 20, blocks = 0, frames;
  double total = 0;
  double *times = malloc(most * sizeof *times);
  float *packed = malloc(block * MOST_OUTPUTS * sizeof *packed);
  while ((frames = fread(packed, 2 * sizeof(float), block, stdin)) > 0) {
    for (size_t n = 0; n < frames; n++)
      for (int channel = 0; channel < 2; channel++) in[channel][n] = packed[2 * n + channel];
    double start = now();
    plugin->run(instance, frames);
    if (blocks < most) total += times[blocks++] = now() - start;
    for (size_t n = 0; n < frames; n++)
      for (size_t channel = 0; channel < outputs; channel++) packed[outputs * n + channel] = out[channel][n];
    fwrite(packed, outputs * sizeof(float), frames, stdout);
  }
  if (blocks > 0) {
    double middle = median(times, blocks);
    fprintf(stderr, "block: mean %.1f us, median %.1f us, longest %.1f us; latency %.0f frames\n", 1e6 * total / blocks, 1e6 * middle, 1e6 * times[blocks - 1], latency);
  }
  plugin->cleanup(instance);
}

typedef struct {
  int (*callback)(int); // null for the plug-in
  double period, longest;
} Round;

static void *play(void *data) {
  Round *round = data;
  struct timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  for (int left = (int)(ROUND_SECONDS / round->period); left > 0; left--) {
    next.tv_nsec += (long)(1e9 * round->period);
    if (next.tv_nsec >= 1000000000) next.tv_nsec -= 1000000000, next.tv_sec++;
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    double start = now();
    if (round->callback) round->callback((int)block);
    else plugin->run(instance, block);
    double took = now() - start;
    if (took > round->longest) round->longest = took;
  }
  return NULL;
}

static double longest(double period, int (*callback)(int), int priority) {
  Round round = {callback, period, 0};
  pthread_t thread;
  pthread_create(&thread, NULL, play, &round);
  struct sched_param fifo = {.sched_priority = 50};
  if (priority && pthread_setschedparam(thread, SCHED_FIFO, &fifo)) fprintf(stderr, "ladspa-host: no real-time priority\n");
  pthread_join(thread, NULL);
  return round.longest;
}

static void beside(const char *garbage, unsigned long rate) {
  void *library = load(garbage);
  void (*start)(void) = dlsym(library, "garbage_start"), (*stop)(void) = dlsym(library, "garbage_stop");
  int (*collections)(void) = dlsym(library, "garbage_collections"), (*callback)(int) = dlsym(library, "garbage_callback");
  double quiet[ROUNDS], beside[ROUNDS], within[ROUNDS], period = (double)block / rate;
  longest(period, NULL, 1);
  int before = collections();
  for (int i = 0; i < ROUNDS; i++) {
    quiet[i] = longest(period, NULL, 1);
    start();
    beside[i] = longest(period, NULL, 1);
    within[i] = longest(period, callback, 1);
    stop();
  }
  int count = collections() - before;
  printf("collections %d\n", count);
  printf("quiet %.1f\n", 1e6 * median(quiet, ROUNDS));
  printf("beside %.1f\n", 1e6 * median(beside, ROUNDS));
  printf("within %.1f\n", 1e6 * median(within, ROUNDS));
}

int main(int count, char **arguments) {
  if (count < 5) fail("usage: ladspa-host LIBRARY LABEL RATE BLOCK [GARBAGE]");
  unsigned long rate = strtoul(arguments[3], NULL, 10);
  block = strtoul(arguments[4], NULL, 10);
  if (!block) fail("a block has at least one frame");
  open_plugin(arguments[1], arguments[2], rate);
  if (count > 5) beside(arguments[5], rate);
  else render();
  return 0;
}
