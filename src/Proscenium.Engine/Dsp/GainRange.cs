namespace Proscenium.Engine.Dsp;

/// <summary>The range of the gain that listeners and hosts set, in dB.</summary>
static class GainRange
{
    /// <summary>The lowest gain.</summary>
    public const int MinDb = -60;

    /// <summary>The highest gain.</summary>
    public const int MaxDb = 20;
}
