using Proscenium.Engine.Dsp;

namespace Proscenium.Engine.Convolution;

/// <summary>Runs the first taps, those whose output is due before a partition of input is complete.</summary>
interface IFirstPartition
{
    /// <summary>Overwrites the output with what the newest samples of the history, as many, give; never beyond the end of a partition.</summary>
    void Process(AudioBlock output);

    /// <summary>Forgets all past input.</summary>
    void Reset();
}
