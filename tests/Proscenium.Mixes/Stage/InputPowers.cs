using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Judging.Hearing;
using Proscenium.Judging.Levels;
using Proscenium.Judging.Rooms;

namespace Proscenium.Mixes.Stage;

/// <summary>What inputs have in common at both ears, [input, input][band]: products of their pressures, one with the other's conjugate, means over third octaves.</summary>
/// <param name="ByBand">By <see cref="Bands"/>.</param>
sealed record InputPowers(Complex[,][] ByBand)
{
    /// <summary>Third octaves that loudness is told by.</summary>
    public static IReadOnlyList<Band> Bands { get; } = Band.ThirdOctaves(50, 16000);

    /// <summary>At one seat.</summary>
    public static InputPowers Of(RoomResponses[] inputs)
    {
        FrequencyGrid grid = inputs[0].Whole.OwnGrid;
        EarSpectra[] ears = Array.ConvertAll(inputs, input => input.Whole.Spectra(grid));
        return Each(inputs.Length, (a, b, band) => Bands[band].MeanComplex(grid, bin => ears[a].Left[bin] * Complex.Conjugate(ears[b].Left[bin]) + ears[a].Right[bin] * Complex.Conjugate(ears[b].Right[bin])));
    }

    /// <summary>The mean over seats.</summary>
    public static InputPowers MeanOver(InputPowers[] seats) => Each(seats[0].ByBand.GetLength(0), (a, b, band) => seats.Aggregate(Complex.Zero, (sum, seat) => sum + seat.ByBand[a, b][band]) / seats.Length);

    /// <summary>One value for each pair of inputs and band.</summary>
    public static InputPowers Each(int inputs, Func<int, int, int, Complex> value)
    {
        var all = new Complex[inputs, inputs][];
        for (int i = 0; i < inputs; i++)
            for (int j = 0; j < inputs; j++)
            {
                (int a, int b) = (i, j);
                all[i, j] = [.. Enumerable.Range(0, Bands.Count).Select(band => value(a, b, band))];
            }
        return new(all);
    }
}
