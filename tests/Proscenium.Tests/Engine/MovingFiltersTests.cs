using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Tests.Engine;

/// <summary>Filters that follow the head; the oracle is convolution by its definition, or a renderer of the plan for that place alone.</summary>
public class MovingFiltersTests
{
    const int Rate = 48000, Taps = 300, Settled = 1600; // a mean is made in 5 ms, and faded to in 25

    static readonly double[] _left = [-0.2, 0, 0.1], _forward = [-0.1, 0.3];
    static readonly RenderPlan _plan = new()
    {
        SampleRate = Rate,
        Inputs = ["left", "right"],
        Drivers = ["one", "two", "three"],
        Filters = Filters(99),
        InputDelaySamples = [0, 0],
        FilterLatencySamples = 0,
        Bank = new(_left, _forward, [.. Enumerable.Range(0, 6).Select(Filters)]),
    };

    [Theory]
    [InlineData(64, 0.0, 0.3)]
    [InlineData(480, -0.2, -0.1)]
    [InlineData(37, 0.1, 0.3)]
    [InlineData(5000, 0.0, -0.1)]
    public void AtAPlaceOfTheBank_ItIsThePlanForThatPlace(int block, double left, double forward)
    {
        FirMatrix there = _plan.Bank![Array.IndexOf(_left, left), Array.IndexOf(_forward, forward)];
        AssertPlays(there, block, Played(block, head => head.Set(left, forward)));
    }

    [Theory]
    [InlineData(64, 0.05, 0.3, 1, 4, 0.5)]
    [InlineData(512, -0.15, -0.1, 0, 1, 0.25)]
    [InlineData(512, 9, 9, 2, 5, 1)]
    [InlineData(512, 0.1, 0.0, 2, 5, 0.25)]
    public void BetweenPlaces_ItIsTheMeanOfTheirFilters_AndBeyondTheEdge_TheEdge(int block, double left, double forward, int one, int other, double share)
    {
        (int a, int b) = forward == 0.3 ? (3 + one, 3 + one + 1) : (one, other);
        FirMatrix mean = new(2, 3, Taps);
        for (int path = 0; path < 6; path++)
            for (int tap = 0; tap < Taps; tap++)
                mean[path / 3, path % 3][tap] = (float)((1 - share) * Filters(a)[path / 3, path % 3][tap] + share * Filters(b)[path / 3, path % 3][tap]);
        AssertPlays(mean, block, Played(block, head => head.Set(left, forward)));
    }

    [Fact]
    public void WhereNobodyKnows_ThePlansOwnFiltersPlay_AlsoAfterAPlace()
    {
        AssertPlays(_plan.Filters, 64, Played(64, _ => { }));
        HeadPlace head = new();
        head.Set(0.1, 0.3);
        Renderer renderer = new(_plan, 64, head: head);
        AudioBuffer input = Input(3 * Settled), output = Signals.RunInBlocks(input, 3, at => Cleared(head, at), renderer.Process);
        AssertPlays(_plan.Filters, 64, output, from: 2 * Settled);

        static int Cleared(HeadPlace head, int at)
        {
            if (at >= Settled) head.Clear();
            return 64;
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(1000)]
    public void AFade_IsALine_FromTheOldSoundToTheNew(int block)
    {
        static FirMatrix Gain(float gain)
        {
            FirMatrix filters = new(2, 3, Taps);
            filters[0, 1][0] = gain;
            return filters;
        }

        RenderPlan plan = _plan with { Filters = Gain(0.1f), Bank = new([0], [0], [Gain(-0.5f)]) };
        HeadPlace head = new();
        AudioBuffer input = new(2, 6000);
        for (int channel = 0; channel < 2; channel++) input.Block()[channel].Fill(1);
        int moved = 2000 / block * block;
        float[] output = Signals.RunInBlocks(input, 3, at => Moved(at), new Renderer(plan, block, head: head).Process).Block()[1].ToArray();
        int begins = Array.FindIndex(output, sample => Math.Abs(sample - 0.1f) > 1e-6), ends = Array.FindIndex(output, sample => Math.Abs(sample + 0.5f) < 1e-6);
        Assert.InRange(begins, moved, moved + Rate * 5 / 1000 + Math.Min(block, 512));
        Assert.Equal(Rate * 25 / 1000, ends - begins, tolerance: 1.0);
        for (int n = begins; n < ends; n++) Assert.Equal(0.1 - 0.6 * (n - begins + 0.5) / (ends - begins), output[n], 1e-3);

        int Moved(int at)
        {
            if (at >= 2000 / block * block) head.Set(0, 0);
            return block;
        }
    }

    [Fact]
    public void WithoutAHead_AndWithoutABank_NothingChanges()
    {
        AudioBuffer input = Input(4000), wanted = Signals.RunInBlocks(input, 3, _ => 64, new Renderer(_plan with { Bank = null }, 64).Process);
        HeadPlace head = new();
        head.Set(0.1, 0.1);
        foreach (Renderer renderer in (Renderer[])[new(_plan, 64), new(_plan with { Bank = null }, 64, head: head)])
        {
            AudioBuffer found = Signals.RunInBlocks(input, 3, _ => 64, renderer.Process);
            for (int driver = 0; driver < 3; driver++) Assert.Equal(wanted.Block()[driver].ToArray(), found.Block()[driver].ToArray());
        }
    }

    [Fact]
    public void AHeadThatNeverRests_CostsNoMemory_AndIsFollowedByFadeAfterFade()
    {
        HeadPlace head = new();
        Renderer renderer = new(_plan, 64, 1, Renderer.PlaybackCeilingDb, head);
        AudioBuffer input = Signals.Noise(2, 64, 1), output = new(3, 64);
        for (int block = 0; block < 2000; block++) Step(block);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int block = 0; block < 4000; block++) Step(block);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step(int block)
        {
            head.Set(0.3 * Math.Sin(block), 0.3 * Math.Cos(0.7 * block));
            renderer.Process(input.Block(), output.Block());
        }
    }

    [Fact]
    public void AfterAReset_ItIsWhereTheHeadIs_AndKnowsNoPast()
    {
        HeadPlace head = new();
        Renderer renderer = new(_plan, 64, head: head);
        AudioBuffer input = Input(3000), output = new(3, 3000);
        head.Set(0.1, 0.3);
        renderer.Process(input.Block().Slice(0, 100), output.Block(100));
        renderer.Reset();
        AssertPlays(_plan.Bank![2, 1], 64, Signals.RunInBlocks(input, 3, _ => 64, renderer.Process), from: 0);
    }

    [Fact]
    public void NoPlace_IsNotFinite_AndABankIsOfThePlansSize()
    {
        HeadPlace head = new();
        Assert.Null(head.Get());
        head.Set(-0.0, 0); // a place like any other
        Assert.Equal((0, 0), head.Get());
        Assert.Throws<ArgumentOutOfRangeException>(() => head.Set(double.NaN, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => head.Set(0, double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => new Renderer(_plan with { Bank = new([0], [0], [new(2, 3, Taps + 1)]) }, 64));
        Assert.Throws<ArgumentException>(() => new PlanBank([0, 0], [0], [Filters(0), Filters(1)]));
        Assert.Throws<ArgumentException>(() => new PlanBank([], [0], []));
        Assert.Throws<ArgumentException>(() => new PlanBank([0], [0], []));
    }

    static AudioBuffer Input(int frames) => Signals.Noise(2, frames, 5);

    /// <summary>What is played when the head is somewhere from the beginning.</summary>
    static AudioBuffer Played(int block, Action<HeadPlace> place)
    {
        HeadPlace head = new();
        place(head);
        return Signals.RunInBlocks(Input(2 * Settled + block), 3, _ => block, new Renderer(_plan, block, head: head).Process);
    }

    static void AssertPlays(FirMatrix filters, int block, AudioBuffer found, int from = Settled)
    {
        AudioBuffer input = Input(found.Capacity);
        for (int driver = 0; driver < 3; driver++)
        {
            double[] left = Signals.Convolve(input.Block()[0], filters[0, driver]), right = Signals.Convolve(input.Block()[1], filters[1, driver]);
            double[] wanted = [.. left.Zip(right, (l, r) => l + r)];
            double error = Signals.ErrorDb(found.Block()[driver][from..], wanted.AsSpan(from));
            Assert.True(error < -115, $"driver {driver} in blocks of {block}: {error:0.0} dB");
        }
    }

    /// <summary>Noise, but one path that is silent in every place and one that is silent in some.</summary>
    static FirMatrix Filters(int seed)
    {
        FirMatrix filters = new(2, 3, Taps);
        for (int path = 0; path < 6; path++)
            if (path != 4 && (path != 2 || seed % 2 == 0)) Signals.Noise(Taps, 10 * seed + path, 0.05f).CopyTo(filters[path / 3, path % 3]);
        return filters;
    }
}
