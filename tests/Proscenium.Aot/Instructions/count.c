/* A plug-in of QEMU's user-mode emulators: whenever the program writes a file, prints on standard error how many of its
   instructions were executed before. Own declarations of what it uses of QEMU's interface for plug-ins. API is the interface's version:
   1 for QEMU 7 and 8, 2 for later ones. Its argument write=NUMBER is the number of the system call in the program's system. */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef API
#define API 1
#endif

struct qemu_plugin_tb; /* a block of instructions that are translated together */
typedef uint64_t plugin_id;
typedef void block_translated(plugin_id id, struct qemu_plugin_tb *block);
typedef void block_executed(unsigned int processor, void *instructions);
typedef void system_called(plugin_id id, unsigned int processor, int64_t number, uint64_t first, uint64_t second, uint64_t third, uint64_t fourth,
                           uint64_t fifth, uint64_t sixth, uint64_t seventh, uint64_t eighth);
enum registers { NO_REGISTERS };

void qemu_plugin_register_vcpu_tb_trans_cb(plugin_id id, block_translated *callback);
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *block, block_executed *callback, enum registers registers, void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
void qemu_plugin_register_vcpu_syscall_cb(plugin_id id, system_called *callback);

int qemu_plugin_version = API;

static uint64_t executed;
static int64_t write_number = -1;

static void count(unsigned int processor, void *instructions)
{
    (void)processor;
    __atomic_fetch_add(&executed, (uint64_t)(uintptr_t)instructions, __ATOMIC_RELAXED);
}

static void translated(plugin_id id, struct qemu_plugin_tb *block)
{
    (void)id;
    qemu_plugin_register_vcpu_tb_exec_cb(block, count, NO_REGISTERS, (void *)(uintptr_t)qemu_plugin_tb_n_insns(block));
}

static void called(plugin_id id, unsigned int processor, int64_t number, uint64_t first, uint64_t second, uint64_t third, uint64_t fourth,
                   uint64_t fifth, uint64_t sixth, uint64_t seventh, uint64_t eighth)
{
    (void)id, (void)processor, (void)first, (void)second, (void)third, (void)fourth, (void)fifth, (void)sixth, (void)seventh, (void)eighth;
    if (number == write_number) fprintf(stderr, "instructions: %" PRIu64 "\n", __atomic_load_n(&executed, __ATOMIC_RELAXED));
}

int qemu_plugin_install(plugin_id id, const void *info, int argc, char **argv)
{
    (void)info;
    for (int i = 0; i < argc; i++)
        if (strncmp(argv[i], "write=", 6) == 0) write_number = atoi(argv[i] + 6);
    if (write_number < 0) return 1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_vcpu_syscall_cb(id, called);
    return 0;
}
