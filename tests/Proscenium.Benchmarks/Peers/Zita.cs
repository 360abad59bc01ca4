using System.Runtime.InteropServices;
using Proscenium.Engine.Dsp;

namespace Proscenium.Benchmarks.Peers;

/// <summary>zita-convolver, with partitions of one length or of several, all its threads waited for.</summary>
sealed unsafe partial class Zita : IDisposable
{
    const string Library = "libzita-peer.so"; // made of zita.cpp by peers.sh
    const int LongestPartition = 8192;

    readonly nint _convolver;
    readonly int _block;

    public Zita(FirMatrix filters, int block, bool uniform)
    {
        float[] taps = new float[filters.Inputs * filters.Outputs * filters.Taps];
        for (int i = 0; i < filters.Inputs; i++)
            for (int o = 0; o < filters.Outputs; o++) filters[i, o].CopyTo(taps.AsSpan((i * filters.Outputs + o) * filters.Taps));
        _block = block;
        fixed (float* first = taps) _convolver = Create(filters.Inputs, filters.Outputs, filters.Taps, block, uniform ? block : LongestPartition, first);
        if (_convolver == 0) throw new InvalidOperationException("zita-convolver cannot be configured so.");
    }

    /// <summary>Convolves one block.</summary>
    public void Process(ReadOnlyAudioBlock input, AudioBlock output)
    {
        for (int i = 0; i < input.Channels; i++) input[i].CopyTo(new Span<float>(Input(_convolver, i), _block));
        Process(_convolver);
        for (int o = 0; o < output.Channels; o++) new Span<float>(Output(_convolver, o), _block).CopyTo(output[o]);
    }

    public void Dispose() => Destroy(_convolver);

    [LibraryImport(Library, EntryPoint = "zita_create")]
    private static partial nint Create(int inputs, int outputs, int taps, int block, int maxPartition, float* filters);

    [LibraryImport(Library, EntryPoint = "zita_input")]
    private static partial float* Input(nint convolver, int input);

    [LibraryImport(Library, EntryPoint = "zita_output")]
    private static partial float* Output(nint convolver, int output);

    [LibraryImport(Library, EntryPoint = "zita_process")]
    private static partial void Process(nint convolver);

    [LibraryImport(Library, EntryPoint = "zita_destroy")]
    private static partial void Destroy(nint convolver);
}
