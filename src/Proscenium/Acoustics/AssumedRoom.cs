namespace Proscenium.Acoustics;

/// <summary>The living room that is assumed where none is named.</summary>
static class AssumedRoom
{
    /// <summary>The distance at which direct sound and reverberation of an omnidirectional source are alike: some 50 cubic metres with a reverberation time of 0.3 s.</summary>
    public const double CriticalMetres = 0.75;

    /// <summary>The power of the reverberation of an omnidirectional source over that of its direct sound: (r / r_c)^2.</summary>
    /// <param name="metres">From the source to the listener.</param>
    /// <param name="criticalMetres">r_c; that of another room where one is known.</param>
    public static double Returned(double metres, double criticalMetres = CriticalMetres) => metres / criticalMetres * (metres / criticalMetres);
}
