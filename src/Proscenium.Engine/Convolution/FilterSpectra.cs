using System.Runtime.CompilerServices;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Lanes;

namespace Proscenium.Engine.Convolution;

/// <summary>
/// The spectra of all partitions of one level, the spectra of as much past input, and their products: the frequency-domain delay line.
/// </summary>
abstract class FilterSpectra(int partition, int count)
{
    /// <summary>Length of a partition, and number of bins but for the last one.</summary>
    public int Partition { get; } = partition;

    /// <summary>Number of partitions, and of spectra of input that are kept.</summary>
    public int Count { get; } = count;

    /// <summary>Bins that are multiplied at once: the steps of <see cref="Sum"/>.</summary>
    public abstract int Tiles { get; }

    /// <summary>Replaces the newest spectrum of an input.</summary>
    public abstract void SetNewest(int input, Spectrum spectrum);

    /// <summary>Makes the newest spectrum of every input the one before the newest.</summary>
    public abstract void Age();

    /// <summary>Sums, for every output, the products of its filters with the inputs' spectra, over partitions of some ages and bins of some tiles.</summary>
    /// <param name="firstAge">Age of the first partition.</param>
    /// <param name="ages">How many partitions.</param>
    /// <param name="firstTile">First tile.</param>
    /// <param name="tiles">How many tiles.</param>
    /// <param name="sums">Spectra by output; those of the tiles are overwritten.</param>
    public abstract void Sum(int firstAge, int ages, int firstTile, int tiles, Spectrum[] sums);

    /// <summary>Forgets all past input.</summary>
    public abstract void Reset();

    /// <summary>Transforms filters, for the widest vectors that this machine has and a partition fills, no wider than given.</summary>
    public static FilterSpectra Of(FirMatrix filters, LevelPlan level, Fft<float> fft, int mostLanes = int.MaxValue)
    {
        int most = Math.Min(mostLanes, level.Partition);
        if (Lanes512<float>.IsSupported && Lanes512<float>.Count <= most) return new FilterSpectra<Lanes512<float>>(filters, level, fft);
        if (Lanes256<float>.IsSupported && Lanes256<float>.Count <= most) return new FilterSpectra<Lanes256<float>>(filters, level, fft);
        if (Lanes128<float>.IsSupported && Lanes128<float>.Count <= most) return new FilterSpectra<Lanes128<float>>(filters, level, fft);
        return new FilterSpectra<Lanes1<float>>(filters, level, fft);
    }
}

/// <summary>
/// Spectra in tiles: a vector of real parts and one of imaginary parts, then the same bins of the next input or partition, so that a sum
/// reads memory from one end to the other. The last bin, which is real, stands in place of the first one's imaginary part.
/// </summary>
sealed class FilterSpectra<TLanes> : FilterSpectra where TLanes : unmanaged, ILanes<TLanes, float>
{
    static readonly int _tileSize = 2 * TLanes.Count;

    readonly int _inputs, _outputs, _productsPerTile;
    readonly AlignedMemory<float> _history; // tile, then partition by age, twice over, beginning at the newest, then input
    readonly AlignedMemory<float> _filters; // tile, then output, then as its runs go
    readonly Run[][] _runs;                 // [output]
    int _newest;

    public FilterSpectra(FirMatrix filters, LevelPlan level, Fft<float> fft) : base(level.Partition, level.Count)
    {
        (_inputs, _outputs) = (filters.Inputs, filters.Outputs);
        _runs = new Run[_outputs][];
        for (int o = 0; o < _outputs; o++)
        {
            _runs[o] = RunsTo(filters, o);
            foreach (Run run in _runs[o]) _productsPerTile += run.ProductsPerAge * Count;
        }
        _history = new(Tiles * 2 * Count * _inputs * _tileSize);
        _filters = new(Math.Max(1, Tiles * _productsPerTile * _tileSize));
        Transform(filters, level.FirstTap, fft);
    }

    public override int Tiles => Partition / TLanes.Count;

    public override void SetNewest(int input, Spectrum spectrum)
    {
        Pack(spectrum, _history.Span[((_newest * _inputs + input) * _tileSize)..], 2 * Count * _inputs);
        Pack(spectrum, _history.Span[(((_newest + Count) * _inputs + input) * _tileSize)..], 2 * Count * _inputs);
    }

    public override void Age() => _newest = (_newest + Count - 1) % Count;

    public override void Sum(int firstAge, int ages, int firstTile, int tiles, Spectrum[] sums)
    {
        ref float filters = ref Unsafe.Add(ref _filters.First, firstTile * _productsPerTile * _tileSize);
        for (int tile = firstTile; tile < firstTile + tiles; tile++)
        {
            ref float history = ref Unsafe.Add(ref _history.First, (tile * 2 * Count + _newest + firstAge) * _inputs * _tileSize);
            for (int o = 0; o < _outputs; o++)
            {
                Products<TLanes> sum = default;
                foreach (Run run in _runs[o])
                {
                    sum.Add(ref Unsafe.Add(ref history, run.FirstInput * _tileSize), run.Step * _tileSize,
                        ref Unsafe.Add(ref filters, firstAge * run.ProductsPerAge * _tileSize), ages * run.ProductsPerAge);
                    filters = ref Unsafe.Add(ref filters, Count * run.ProductsPerAge * _tileSize);
                }
                sum.Store(sums[o], tile * TLanes.Count);
            }
        }
    }

    public override void Reset() => _history.Span.Clear();

    /// <summary>One run over all inputs where every path is there, else one for every input that has a path.</summary>
    Run[] RunsTo(FirMatrix filters, int output)
    {
        List<Run> runs = [];
        for (int i = 0; i < _inputs; i++)
            if (!filters.IsSilent(i, output)) runs.Add(new(i, _inputs, 1));
        return runs.Count == _inputs ? [new(0, 1, _inputs)] : [.. runs];
    }

    void Transform(FirMatrix filters, int firstTap, Fft<float> fft)
    {
        AlignedMemory<float> padded = new(2 * Partition);
        Spectrum spectrum = new(Partition);
        int place = 0;
        for (int o = 0; o < _outputs; o++)
        {
            foreach (Run run in _runs[o])
            {
                for (int age = 0; age < Count; age++)
                {
                    int start = Math.Min(firstTap + age * Partition, filters.Taps), taps = Math.Min(Partition, filters.Taps - start);
                    for (int product = 0; product < run.ProductsPerAge; product++, place++)
                    {
                        padded.Span.Clear();
                        filters[run.FirstInput + product, o].Slice(start, taps).CopyTo(padded.Span);
                        fft.Forward(padded.Span, spectrum.Re, spectrum.Im);
                        Pack(spectrum, _filters.Span[(place * _tileSize)..], _productsPerTile);
                    }
                }
            }
        }
    }

    /// <summary>Writes a spectrum into one place of every tile.</summary>
    static void Pack(Spectrum spectrum, Span<float> tiles, int placesPerTile)
    {
        int bins = spectrum.Re.Length - 1, step = placesPerTile * _tileSize;
        for (int bin = 0, at = 0; bin < bins; bin += TLanes.Count, at += step)
        {
            spectrum.Re.Slice(bin, TLanes.Count).CopyTo(tiles[at..]);
            spectrum.Im.Slice(bin, TLanes.Count).CopyTo(tiles[(at + TLanes.Count)..]);
        }
        tiles[TLanes.Count] = spectrum.Re[bins];
    }

    /// <summary>Products that lie one after the other in the filters of a tile, and evenly apart in the history.</summary>
    /// <param name="FirstInput">Where they begin in the history.</param>
    /// <param name="Step">How far they are apart in the history.</param>
    /// <param name="ProductsPerAge">How many there are for every partition.</param>
    readonly record struct Run(int FirstInput, int Step, int ProductsPerAge);
}
