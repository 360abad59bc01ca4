// What hosts open. The plug-ins are in libproscenium-plugin.so, which the dynamic linker finds in the folder "proscenium" beside this file, and of
// which it takes the build for the newest vectors that the processor has. CLAP's entry is data, which that library cannot export.
#include <stdbool.h>
#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

const void *proscenium_ladspa_descriptor(unsigned long index);
const void *proscenium_lv2_descriptor(uint32_t index);
const void *proscenium_clap_factory(const char *id);

EXPORT const void *ladspa_descriptor(unsigned long index) { return proscenium_ladspa_descriptor(index); }
EXPORT const void *lv2_descriptor(uint32_t index) { return proscenium_lv2_descriptor(index); }

static bool clap_init(const char *path) {
  (void)path;
  return true;
}
static void clap_deinit(void) {}

EXPORT const struct {
  uint32_t major, minor, revision;
  bool (*init)(const char *path);
  void (*deinit)(void);
  const void *(*get_factory)(const char *id);
} clap_entry = {1, 2, 0, clap_init, clap_deinit, proscenium_clap_factory};
