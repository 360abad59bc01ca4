using Proscenium.Acoustics;
using Proscenium.Mathematics;

namespace Proscenium.Plants;

/// <summary>Spectra in directions spread evenly, the nearest one taken, each made when it is first asked for.</summary>
/// <remarks>Neighbours are 5 degrees apart: an error that reflections of a room bear; direct sound is computed by itself.</remarks>
sealed class NearestFarField : FarField
{
    const int Count = 1600;

    static readonly Position[] _directions = Directions.Even(Count);

    readonly Lazy<SplitSpectrum[]>[] _spectra;
    readonly int _channel;

    NearestFarField(Lazy<SplitSpectrum[]>[] spectra, int channel) => (_spectra, _channel) = (spectra, channel);

    /// <summary>As many as are made together.</summary>
    public static NearestFarField[] Of(int channels, Func<Position, SplitSpectrum[]> make)
    {
        Lazy<SplitSpectrum[]>[] spectra = Array.ConvertAll(_directions, direction => new Lazy<SplitSpectrum[]>(() => make(direction)));
        return [.. Enumerable.Range(0, channels).Select(channel => new NearestFarField(spectra, channel))];
    }

    public override SplitSpectrum Towards(Position direction, SplitSpectrum scratch) => _spectra[Nearest(direction)].Value[_channel];

    /// <summary>The directions lie along a spiral from pole to pole, so that near ones have near heights.</summary>
    static int Nearest(Position direction)
    {
        const int Reach = Count / 16;
        int middle = (int)((direction.Z + 1) / 2 * Count), nearest = 0;
        double most = -2;
        for (int i = Math.Max(0, middle - Reach); i < Math.Min(Count, middle + Reach); i++)
            if (_directions[i].Dot(direction) is var cosine && cosine > most) (nearest, most) = (i, cosine);
        return nearest;
    }
}
