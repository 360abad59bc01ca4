namespace Proscenium.Engine.Convolution;

/// <summary>How the first taps of filters are run, those whose output is due before a partition of input is complete; either way adds no latency.</summary>
enum FirstPartitionForm
{
    /// <summary>By transform: quickest where the host's blocks fill partitions; a partition that comes in pieces is transformed with every piece.</summary>
    Transformed,

    /// <summary>Sample by sample: a piece of any length costs the same per sample.</summary>
    Direct,
}
