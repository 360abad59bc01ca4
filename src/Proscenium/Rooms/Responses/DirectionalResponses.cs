using System.Numerics;
using Proscenium.Acoustics;
using Proscenium.Engine.Dsp;
using Proscenium.Mathematics;

namespace Proscenium.Rooms.Responses;

/// <summary>
/// Impulse responses from each of several drivers at one place to each of several ears at another, over given paths between the two places. The paths are found
/// once; every orientation and every directivity is a multiplication.
/// </summary>
/// <remarks>Luo and Kim (EUSIPCO 2020) keep sums of spherical harmonics of both directions for this, as <see cref="RoomTensor"/> does; here the directions themselves are kept, which is
/// exact at every degree and cheaper than a hundred harmonics on either side.</remarks>
static class DirectionalResponses
{
    const double WidestBinHertz = 48;

    /// <summary>The transform in which arrivals are summed: bins of at most 48 Hz.</summary>
    public static FrequencyGrid GridFor(int sampleRate) => new(sampleRate, (int)BitOperations.RoundUpToPowerOf2((uint)Math.Ceiling(sampleRate / WidestBinHertz)));

    /// <summary>Responses by receiver and source; sample 0 is when the sources sound.</summary>
    /// <param name="arrivals">Nearest first.</param>
    /// <param name="room">Says what the air takes.</param>
    /// <param name="sources">Drivers, on the grid.</param>
    /// <param name="receivers">Ears, on the grid.</param>
    /// <param name="grid">By <see cref="GridFor"/>.</param>
    /// <param name="samples">Length of the responses.</param>
    public static float[,][] Of(ReadOnlySpan<Arrival> arrivals, Room room, Transducers sources, Transducers receivers, FrequencyGrid grid, int samples)
    {
        float[,][] responses = Make(receivers.Count, sources.Count, () => new float[samples]);
        SplitSpectrum[,] sums = Make(receivers.Count, sources.Count, () => new SplitSpectrum(grid.BinCount));
        SplitSpectrum way = new(grid.BinCount), taken = new(grid.BinCount), heard = new(grid.BinCount);
        SplitSpectrum[] scratch = [.. sources.FarFields.Select(_ => new SplitSpectrum(grid.BinCount))], sent = new SplitSpectrum[sources.Count];
        ArrivalSpectrum spectrum = new(room, grid);
        Fft<float> fft = PreparedFft<float>.Of(grid.FftLength).Fft;
        int block = grid.FftLength / 4, next = 0; // a block of arrivals after a quarter for what comes early, and half for what rings
        for (int start = 0; start < samples && next < arrivals.Length; start += block)
        {
            int first = next;
            for (; next < arrivals.Length && spectrum.Samples(arrivals[next]) < start + block; next++)
            {
                ref readonly Arrival arrival = ref arrivals[next];
                spectrum.Fill(arrival, spectrum.Samples(arrival) - start + block, way);
                (Position emitted, Position from) = (sources.ToOwnAxes(arrival.Emitted), receivers.ToOwnAxes(arrival.From));
                for (int source = 0; source < sent.Length; source++) sent[source] = sources.FarFields[source].Towards(emitted, scratch[source]);
                for (int receiver = 0; receiver < receivers.Count; receiver++)
                {
                    heard.SetProduct(way, receivers.FarFields[receiver].Towards(from, taken));
                    for (int source = 0; source < sent.Length; source++) sums[receiver, source].AddProduct(heard, sent[source]);
                }
            }
            if (next > first) Take(sums, fft, start - block, responses);
        }
        return responses;
    }

    /// <summary>Adds the sums of a block to the responses, and empties them.</summary>
    static void Take(SplitSpectrum[,] sums, Fft<float> fft, int start, float[,][] responses)
    {
        float[] time = new float[fft.Length];
        for (int receiver = 0; receiver < sums.GetLength(0); receiver++)
        {
            for (int source = 0; source < sums.GetLength(1); source++)
            {
                fft.Inverse(sums[receiver, source].Re, sums[receiver, source].Im, time);
                sums[receiver, source].Clear();
                float[] response = responses[receiver, source];
                int from = Math.Max(0, -start), to = Math.Min(time.Length, response.Length - start);
                for (int n = from; n < to; n++) response[start + n] += time[n];
            }
        }
    }

    static T[,] Make<T>(int rows, int columns, Func<T> make)
    {
        T[,] all = new T[rows, columns];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) all[row, column] = make();
        return all;
    }
}
