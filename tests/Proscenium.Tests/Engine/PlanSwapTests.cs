using System.Runtime.InteropServices;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

namespace Proscenium.Tests.Engine;

public class PlanSwapTests
{
    const int Rate = 48000, Fade = 2048;

    static RenderPlan Treated => Designs.Echo.Plan;

    [Fact]
    public void WithoutAnOffer_ItIsTheRenderer()
    {
        AudioBuffer input = Tone(6000);
        AudioBuffer wanted = Signals.RunInBlocks(input, Treated.Drivers.Count, _ => 64, new Renderer(Treated, 64, 0.1).Process);
        PlanSwap swap = new(new Renderer(Treated, 64, 0.1), 64, Fade);
        AudioBuffer found = Signals.RunInBlocks(input, Treated.Drivers.Count, _ => 64, swap.Process);
        for (int driver = 0; driver < wanted.Channels; driver++) Assert.Equal(wanted.Block()[driver].ToArray(), found.Block()[driver].ToArray());
        Assert.Null(swap.TakeRetired());
    }

    [Theory]
    [InlineData(64)]
    [InlineData(480)]
    [InlineData(5000)]
    public void AfterTheFade_TheNewPlanPlays_Alone(int block)
    {
        AudioBuffer input = Signals.Noise(2, 40000, 1);
        Scale(input, 0.02f);
        RenderPlan other = Treated with { Filters = Halved(Treated.Filters) };
        Renderer first = new(Treated, block), next = new(other, block);
        PlanSwap swap = new(first, block, Fade);
        AudioBuffer found = Signals.RunInBlocks(input, Treated.Drivers.Count, at => at / block == 1 ? Offered(swap, next, block) : block, swap.Process);
        AudioBuffer before = Signals.RunInBlocks(input, Treated.Drivers.Count, _ => block, new Renderer(Treated, block).Process);
        AudioBuffer after = Signals.RunInBlocks(Later(input, block), Treated.Drivers.Count, _ => block, new Renderer(other, block).Process);
        int begins = block + next.SettlingFrames, ends = begins + Fade;
        Assert.Same(first, swap.TakeRetired());
        for (int driver = 0; driver < found.Channels; driver++)
        {
            Assert.Equal(before.Block()[driver][..begins].ToArray(), found.Block()[driver][..begins].ToArray());
            Assert.Equal(after.Block()[driver][(ends - block)..].ToArray(), found.Block()[driver][ends..].ToArray());
        }
    }

    [Fact]
    public void ASwap_ClicksBelowMinus80Decibels()
    {
        AudioBuffer input = Tone(32768);
        PlanSwap swap = new(new Renderer(Treated, 64, 0.05), 64, Fade);
        Renderer next = new(Treated with { Filters = Halved(Treated.Filters) }, 64, -0.05); // the worst change: the opposite sign, and another level
        AudioBuffer output = Signals.RunInBlocks(input, Treated.Drivers.Count, at => at / 64 == 100 ? Offered(swap, next, 64) : 64, swap.Process);
        Assert.NotNull(swap.TakeRetired());
        int middle = 6400 + next.SettlingFrames + Fade / 2;
        Span<float> around = output.Block()[0].Slice(middle - 4096, 8192);
        double tone = Signals.MaxLevelDb(around, Rate, 0, 2000), click = Signals.MaxLevelDb(around, Rate, 4000, 24000);
        Assert.True(tone > -60, $"{tone:0} dB of tone");
        Assert.True(click < tone - 80, $"{click - tone:0} dB");
    }

    [Fact]
    public void OffersPlay_OneAfterTheOther_WhetherOrNotTheRetiredAreTaken()
    {
        AudioBuffer input = Tone(256), output = new(Treated.Drivers.Count, 256);
        Renderer a = new(Treated, 64), b = new(Treated, 64), c = new(Treated, 64), d = new(Treated, 64), e = new(Treated, 64);
        PlanSwap swap = new(a, 64, 16);
        Assert.Null(swap.Offer(b));
        Assert.Same(b, swap.Offer(c)); // c comes in b's place
        Run(100);
        Assert.False(swap.IsSwapping);
        Assert.Same(a, swap.TakeRetired());
        Assert.Null(swap.Offer(d));
        Run(1);
        Assert.Null(swap.Offer(e)); // while d is faded in
        Run(200);
        Assert.False(swap.IsSwapping);
        Assert.Same(e, swap.Playing);
        Assert.Same(d, swap.TakeRetired()); // c was not taken in time
        Assert.Null(swap.TakeRetired());

        void Run(int turns)
        {
            for (int turn = 0; turn < turns; turn++) swap.Process(input.Block(), output.Block());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(2000)]
    public void AReset_AtAnyMoment_LeavesTheOfferedRenderer_AsIfFresh(int blocksBefore)
    {
        AudioBuffer input = Signals.Noise(2, 6400, 1);
        Renderer first = new(Treated, 64, 0.1), next = new(Treated, 64, -0.1);
        PlanSwap swap = new(first, 64, Fade);
        swap.Offer(next);
        for (int block = 0; block < blocksBefore; block++) swap.Process(input.Block().Slice(0, 64), new AudioBuffer(Treated.Drivers.Count, 64).Block());
        swap.Reset();
        Assert.Same(next, swap.Playing);
        Assert.Same(first, swap.TakeRetired());
        AudioBuffer found = Signals.RunInBlocks(input, Treated.Drivers.Count, _ => 64, swap.Process);
        AudioBuffer wanted = Signals.RunInBlocks(input, Treated.Drivers.Count, _ => 64, new Renderer(Treated, 64, -0.1).Process);
        for (int driver = 0; driver < wanted.Channels; driver++) Assert.Equal(wanted.Block()[driver].ToArray(), found.Block()[driver].ToArray());
    }

    [Fact]
    public void PlansForOtherDrivers_AreRefused()
    {
        PlanSwap swap = new(new Renderer(Treated, 64), 64, Fade);
        Assert.Throws<ArgumentException>(() => swap.Offer(new Renderer(Treated with { Drivers = ["one"], Filters = new(3, 1, 64) }, 64)));
    }

    [Fact]
    public void RandomSwaps_FromAnotherThread_AllocateNotOneByte_OnTheAudioThread_AndNeverClick()
    {
        const int blocks = 40000;
        int enough = RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? 100 : int.MaxValue; // swaps: where that processor is emulated, all blocks take minutes
        Stack<Renderer> idle = new(Enumerable.Range(0, 3).Select(_ => new Renderer(Treated, 64, 0.05)));
        PlanSwap swap = new(new Renderer(Treated, 64, 0.05), 64, 256);
        bool done = false;
        int swaps = 0;
        Thread control = new(() =>
        {
            Random random = new(1);
            while (!Volatile.Read(ref done))
            {
                if (swap.TakeRetired() is { } retired)
                {
                    retired.Reset();
                    idle.Push(retired);
                    Volatile.Write(ref swaps, swaps + 1);
                }
                if (!swap.IsSwapping && idle.TryPop(out Renderer? next) && swap.Offer(next) is { } unused) idle.Push(unused);
                Thread.SpinWait(random.Next(20000));
            }
        });
        AudioBuffer input = Tone(48 * 64), output = new(Treated.Drivers.Count, 64); // whole periods
        float largest = 0, largestStep = 0, last = 0;
        control.Start();
        for (int block = 0; block < 500; block++) Next(block, measure: false);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int block = 500; block < blocks && Volatile.Read(ref swaps) < enough; block++) Next(block, measure: true);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Volatile.Write(ref done, true);
        control.Join();
        Assert.Equal(0, allocated);
        Assert.True(swaps > 20, $"{swaps} swaps");
        Assert.True(largestStep < 1.05 * largest * 2 * Math.Sin(Math.PI * 1000 / Rate), "a step that the tone itself does not make");

        void Next(int block, bool measure)
        {
            swap.Process(input.Block().Slice(64 * (block % 48), 64), output.Block());
            foreach (float sample in output.Block()[0])
            {
                if (measure) (largest, largestStep) = (Math.Max(largest, Math.Abs(sample)), Math.Max(largestStep, Math.Abs(sample - last)));
                last = sample;
            }
        }
    }

    static int Offered(PlanSwap swap, Renderer next, int block)
    {
        swap.Offer(next);
        return block;
    }

    /// <summary>1 kHz in both channels, unlike enough that every path has its share.</summary>
    static AudioBuffer Tone(int frames)
    {
        AudioBuffer tone = new(2, frames);
        for (int n = 0; n < frames; n++)
            for (int channel = 0; channel < 2; channel++) tone.Block()[channel][n] = (float)(0.5 * Math.Sin(2 * Math.PI * 1000 * n / Rate + channel));
        return tone;
    }

    static FirMatrix Halved(FirMatrix filters)
    {
        FirMatrix halved = new(filters.Inputs, filters.Outputs, filters.Taps);
        for (int i = 0; i < filters.Inputs; i++)
            for (int o = 0; o < filters.Outputs; o++)
                for (int n = 0; n < filters.Taps; n++) halved[i, o][n] = 0.5f * filters[i, o][n];
        return halved;
    }

    static AudioBuffer Later(AudioBuffer input, int frames)
    {
        AudioBuffer later = new(input.Channels, input.Capacity - frames);
        for (int channel = 0; channel < input.Channels; channel++) input.Block()[channel][frames..].CopyTo(later.Block()[channel]);
        return later;
    }

    static void Scale(AudioBuffer sound, float gain)
    {
        for (int channel = 0; channel < sound.Channels; channel++)
            foreach (ref float sample in sound.Block()[channel]) sample *= gain;
    }
}
