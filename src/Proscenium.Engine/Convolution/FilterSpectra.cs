using System.Runtime.CompilerServices;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Simd;
using static System.Runtime.CompilerServices.MethodImplOptions;

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

    /// <summary>The spectra of the filters that are multiplied; those of filters with the same silent paths take their place.</summary>
    public abstract AlignedMemory<float> Filters { get; set; }

    /// <summary>Transforms filters with the same silent paths, or more of them, into the order in which they are read.</summary>
    public abstract AlignedMemory<float> Transformed(FirMatrix filters);

    /// <summary>Replaces the newest spectrum of an input by the first one of a memory.</summary>
    public abstract void SetNewest(int input, Spectra spectrum);

    /// <summary>Makes the newest spectrum of every input the one before the newest.</summary>
    public abstract void Age();

    /// <summary>Sums, for every output, the products of its filters with the inputs' spectra, over partitions of some ages and bins of some tiles.</summary>
    /// <param name="firstAge">Age of the first partition.</param>
    /// <param name="ages">How many partitions.</param>
    /// <param name="firstTile">First tile.</param>
    /// <param name="tiles">How many tiles.</param>
    /// <param name="sums">Spectra by output; those of the tiles are overwritten.</param>
    public abstract void Sum(int firstAge, int ages, int firstTile, int tiles, Spectra sums);

    /// <summary>Forgets all past input.</summary>
    public abstract void Reset();

    /// <summary>Transforms filters, for the widest vectors that this machine has and a partition fills, no wider than given.</summary>
    public static FilterSpectra Of(FirMatrix filters, LevelPlan level, Fft<float> fft, int maxLanes = int.MaxValue)
    {
        int most = Math.Min(maxLanes, level.Partition);
        if (SimdVector512<float>.IsSupported && SimdVector512<float>.Count <= most) return new FilterSpectra<SimdVector512<float>>(filters, level, fft);
        if (SimdVector256<float>.IsSupported && SimdVector256<float>.Count <= most) return new FilterSpectra<SimdVector256<float>>(filters, level, fft);
        if (SimdVector128<float>.IsSupported && SimdVector128<float>.Count <= most) return new FilterSpectra<SimdVector128<float>>(filters, level, fft);
        return new FilterSpectra<SimdVector1<float>>(filters, level, fft);
    }
}

/// <summary>
/// Spectra in tiles: a vector of real parts and one of imaginary parts, then the same bins of the next input or partition, so that a sum
/// reads memory from one end to the other. The last bin, which is real, stands in place of the first one's imaginary part.
/// </summary>
sealed class FilterSpectra<TVector> : FilterSpectra where TVector : unmanaged, ISimdVector<TVector, float>
{
    static readonly int _tileSize = 2 * TVector.Count;

    readonly int _inputs, _filtersPerTile, _spectraPerTile;
    readonly AlignedMemory<float> _history; // tile, then partition by age, twice over, beginning at the newest, then input
    readonly OutputGroup[] _groups;
    readonly Fft<float> _fft;
    readonly int _firstTap;
    AlignedMemory<float> _filters; // tile, then group of outputs, run, partition by age, input, output of the group
    int _newest;

    public FilterSpectra(FirMatrix filters, LevelPlan level, Fft<float> fft) : base(level.Partition, level.Count)
    {
        _inputs = filters.Inputs;
        _groups = OutputGroup.Of(filters);
        foreach (OutputGroup group in _groups)
            _filtersPerTile = checked(_filtersPerTile + group.ProductsPerAge * Count);
        _spectraPerTile = 2 * Count * _inputs + 1; // one more, since distances of a power of two meet in the same lines of the cache
        _history = new(AlignedMemory<float>.Fitting(Tiles, (long)_spectraPerTile * _tileSize));
        (_fft, _firstTap) = (fft, level.FirstTap);
        _filters = Transformed(filters);
    }

    public override AlignedMemory<float> Filters
    {
        get => _filters;
        set => _filters = value;
    }

    public override int Tiles => Partition / TVector.Count;

    public override void SetNewest(int input, Spectra spectrum)
    {
        Pack(spectrum, _history, _newest * _inputs + input, _spectraPerTile);
        Pack(spectrum, _history, (_newest + Count) * _inputs + input, _spectraPerTile);
    }

    public override void Age() => _newest = (_newest + Count - 1) % Count;

    public override void Sum(int firstAge, int ages, int firstTile, int tiles, Spectra sums)
    {
        ref float filters = ref Unsafe.Add(ref _filters.First, firstTile * _filtersPerTile * _tileSize);
        ref float history = ref Unsafe.Add(ref _history.First, (firstTile * _spectraPerTile + (_newest + firstAge) * _inputs) * _tileSize);
        ref float sum = ref Unsafe.Add(ref sums.First(0), firstTile * TVector.Count);
        nint historyPerTile = _spectraPerTile * _tileSize, filtersPerPath = Count * _tileSize;
        int rowLength = sums.RowLength, lastBin = sums.Bins - 1;
        for (int tile = firstTile; tile < firstTile + tiles; tile++)
        {
            foreach (OutputGroup group in _groups)
            {
                ref float ofGroup = ref Unsafe.Add(ref sum, 2 * group.First * rowLength);
                if (group.Outputs == 2) SumForTwo(group, ref history, ref filters, firstAge, ages, ref ofGroup, rowLength, tile == 0 ? lastBin : 0);
                else SumForOne(group, ref history, ref filters, firstAge, ages, ref ofGroup, rowLength, tile == 0 ? lastBin : 0);
                filters = ref Unsafe.Add(ref filters, group.ProductsPerAge * filtersPerPath);
            }
            history = ref Unsafe.Add(ref history, historyPerTile);
            sum = ref Unsafe.Add(ref sum, TVector.Count);
        }
    }

    public override void Reset() => _history.Span.Clear();

    /// <summary>Two outputs share what is read of the history.</summary>
    [MethodImpl(AggressiveInlining)]
    void SumForTwo(OutputGroup group, ref float history, ref float filters, int firstAge, int ages, ref float sum, int rowLength, int lastBin)
    {
        Products<TVector> first = default, second = default;
        foreach (InputRun run in group.Runs)
        {
            ref float x = ref Unsafe.Add(ref history, run.First * _tileSize);
            ref float h = ref Unsafe.Add(ref filters, firstAge * run.Products * 2 * _tileSize);
            nint step = run.Step * _tileSize;
            for (int product = 0; product < ages * run.Products; product++)
            {
                TVector re = TVector.At(ref x, 0), im = TVector.At(ref x, TVector.Count);
                first.Add(re, im, TVector.At(ref h, 0), TVector.At(ref h, TVector.Count));
                second.Add(re, im, TVector.At(ref h, _tileSize), TVector.At(ref h, _tileSize + TVector.Count));
                x = ref Unsafe.Add(ref x, step);
                h = ref Unsafe.Add(ref h, 2 * _tileSize);
            }
            filters = ref Unsafe.Add(ref filters, Count * run.Products * 2 * _tileSize);
        }
        Store(first, ref sum, rowLength, lastBin);
        Store(second, ref Unsafe.Add(ref sum, 2 * rowLength), rowLength, lastBin);
    }

    /// <summary>One output has two sums, so that every other product need not wait for the one before.</summary>
    [MethodImpl(AggressiveInlining)]
    void SumForOne(OutputGroup group, ref float history, ref float filters, int firstAge, int ages, ref float sum, int rowLength, int lastBin)
    {
        Products<TVector> even = default, odd = default;
        foreach (InputRun run in group.Runs)
        {
            ref float x = ref Unsafe.Add(ref history, run.First * _tileSize);
            ref float h = ref Unsafe.Add(ref filters, firstAge * run.Products * _tileSize);
            nint step = run.Step * _tileSize;
            int left = ages * run.Products;
            for (; left >= 2; left -= 2)
            {
                even.Add(TVector.At(ref x, 0), TVector.At(ref x, TVector.Count), TVector.At(ref h, 0), TVector.At(ref h, TVector.Count));
                odd.Add(TVector.At(ref x, step), TVector.At(ref x, step + TVector.Count), TVector.At(ref h, _tileSize), TVector.At(ref h, _tileSize + TVector.Count));
                x = ref Unsafe.Add(ref x, 2 * step);
                h = ref Unsafe.Add(ref h, 2 * _tileSize);
            }
            if (left == 1) even.Add(TVector.At(ref x, 0), TVector.At(ref x, TVector.Count), TVector.At(ref h, 0), TVector.At(ref h, TVector.Count));
            filters = ref Unsafe.Add(ref filters, Count * run.Products * _tileSize);
        }
        even.Add(odd);
        Store(even, ref sum, rowLength, lastBin);
    }

    /// <summary>Stores a tile; the first one where a last bin is given.</summary>
    [MethodImpl(AggressiveInlining)]
    static void Store(Products<TVector> products, ref float sum, int rowLength, int lastBin)
    {
        if (lastBin > 0) products.StoreFirst(ref sum, rowLength, lastBin);
        else products.Store(ref sum, rowLength);
    }

    public override AlignedMemory<float> Transformed(FirMatrix filters)
    {
        AlignedMemory<float> tiles = new(Math.Max(1, AlignedMemory<float>.Fitting(Tiles, (long)_filtersPerTile * _tileSize))), padded = new(2 * Partition);
        Spectra spectrum = new(1, Partition);
        int place = 0;
        foreach (OutputGroup group in _groups)
        {
            foreach (InputRun run in group.Runs)
            {
                for (int product = 0; product < Count * run.Products * group.Outputs; product++, place++)
                {
                    (int output, int input) = (group.First + product % group.Outputs, run.First + product / group.Outputs % run.Products);
                    int start = Math.Min(filters.Taps, _firstTap + product / group.Outputs / run.Products * Partition);
                    padded.Span.Clear();
                    filters[input, output].Slice(start, Math.Min(Partition, filters.Taps - start)).CopyTo(padded.Span);
                    _fft.Forward(padded.Span, spectrum.Re(0), spectrum.Im(0));
                    Pack(spectrum, tiles, place, _filtersPerTile);
                }
            }
        }
        return tiles;
    }

    /// <summary>Writes a spectrum into one slot of every tile.</summary>
    static void Pack(Spectra spectrum, AlignedMemory<float> tiles, int place, int placesPerTile)
    {
        ref float first = ref Unsafe.Add(ref tiles.First, place * _tileSize);
        ref float re = ref spectrum.First(0);
        nint bins = spectrum.Bins - 1, toIm = spectrum.RowLength, tileLength = placesPerTile * _tileSize;
        ref float to = ref first;
        for (nint bin = 0; bin < bins; bin += TVector.Count)
        {
            TVector.At(ref to, 0) = TVector.At(ref re, bin);
            TVector.At(ref to, TVector.Count) = TVector.At(ref re, toIm + bin);
            to = ref Unsafe.Add(ref to, tileLength);
        }
        Unsafe.Add(ref first, TVector.Count) = Unsafe.Add(ref re, spectrum.Bins - 1);
    }
}
