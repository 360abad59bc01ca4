// zita-convolver behind plain C functions, so that it runs in the same process as what it is compared with.
#include <zita-convolver.h>
#include <vector>

extern "C" {

// Filters: inputs x outputs x taps. maxPartition equal to block: one length of partitions. Null where it cannot be configured.
Convproc *zita_create(int inputs, int outputs, int taps, int block, int maxPartition, const float *filters)
{
    Convproc *convolver = new Convproc;
    convolver->set_options(Convproc::OPT_FFTW_MEASURE | Convproc::OPT_VECTOR_MODE);
    if (convolver->configure(inputs, outputs, taps, block, block, maxPartition, 1.0f)) return nullptr;
    for (int i = 0; i < inputs; i++)
    {
        for (int o = 0; o < outputs; o++)
        {
            std::vector<float> response(filters + (i * outputs + o) * taps, filters + (i * outputs + o + 1) * taps);
            convolver->impdata_create(i, o, 1, response.data(), 0, taps);
        }
    }
    return convolver->start_process(0, 0) ? nullptr : convolver;
}

float *zita_input(Convproc *convolver, int input) { return convolver->inpdata(input); }

float *zita_output(Convproc *convolver, int output) { return convolver->outdata(output); }

void zita_process(Convproc *convolver) { convolver->process(true); }

void zita_destroy(Convproc *convolver)
{
    convolver->stop_process();
    convolver->cleanup();
    delete convolver;
}

}
