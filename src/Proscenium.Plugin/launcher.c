// What hosts open. The plug-ins are in libproscenium-plugin.so, which the dynamic linker finds in the folder "proscenium" beside this file, and of
// which it takes the build for the newest vectors that the processor has. CLAP's entry is data, which that library cannot export.
//
// The first call into that library starts the .NET runtime, which ends the process where it finds no room for its heap, and which ignores SIGPIPE
// from then on. So room is looked for before, and the host's SIGPIPE is given back after.
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
#define HEAP ((size_t)2304 << 20) // addresses: System.GC.RegionRange in Proscenium.Plugin.csproj, and an eighth for what is beside it

const void *proscenium_ladspa_descriptor(unsigned long index);
const void *proscenium_lv2_descriptor(uint32_t index);
const void *proscenium_clap_factory(const char *id);

static enum { UNKNOWN, ROOM, NO_ROOM } runtime;

static bool has_room(void) {
  void *trial = mmap(NULL, HEAP, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return trial != MAP_FAILED && munmap(trial, HEAP) == 0;
}

static const void *started(const void *(*call)(const void *), const void *argument) {
  static const char sentence[] = "proscenium: no plug-ins: this process may not have 2.3 GB more of addresses: raise 'ulimit -v', or 'ulimit -l' where the host locks its memory.\n";
  if (runtime == ROOM) return call(argument);
  if (runtime == UNKNOWN && !has_room()) {
    runtime = NO_ROOM;
    if (write(STDERR_FILENO, sentence, sizeof sentence - 1) < 0) return NULL;
  }
  if (runtime == NO_ROOM) return NULL;
  struct sigaction pipe;
  bool known = sigaction(SIGPIPE, NULL, &pipe) == 0;
  const void *result = call(argument);
  if (known) sigaction(SIGPIPE, &pipe, NULL);
  runtime = ROOM;
  return result;
}

static const void *ladspa(const void *index) { return proscenium_ladspa_descriptor(*(const unsigned long *)index); }
static const void *lv2(const void *index) { return proscenium_lv2_descriptor(*(const uint32_t *)index); }
static const void *clap(const void *id) { return proscenium_clap_factory(id); }

EXPORT const void *ladspa_descriptor(unsigned long index) { return started(ladspa, &index); }
EXPORT const void *lv2_descriptor(uint32_t index) { return started(lv2, &index); }

static bool clap_init(const char *path) {
  (void)path;
  return true;
}
static void clap_deinit(void) {}
static const void *clap_factory(const char *id) { return started(clap, id); }

EXPORT const struct {
  uint32_t major, minor, revision;
  bool (*init)(const char *path);
  void (*deinit)(void);
  const void *(*get_factory)(const char *id);
} clap_entry = {1, 2, 0, clap_init, clap_deinit, clap_factory};
