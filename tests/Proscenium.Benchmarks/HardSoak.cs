using System.Diagnostics;
using System.Globalization;
using Proscenium.Benchmarks.Peers;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Steering;

namespace Proscenium.Benchmarks;

/// <summary>
/// Minutes of random blocks, plans, bypasses, gains, tails that die away and damaged samples through a bypass switch: bytes allocated, clicks, and how much processor time blocks take beside the same
/// loop with nothing in it, which shows what the machine does.
/// </summary>
sealed class HardSoak
{
    const int Rate = 48000, MaxFrames = 1024, FadeFrames = 2400, Buckets = 48; // of times, an octave is four
    const double Hertz = 1000, TonePeak = 0.3, TailDbPerSecond = 300;

    readonly Random _random = new(1);
    readonly RenderPlan[] _plans;
    readonly RenderPlan _untreated;
    readonly BypassSwitch _switch;
    readonly AudioBuffer _input = new(2, MaxFrames), _output;
    readonly long[] _sound = new long[Buckets], _fading = new long[Buckets], _empty = new long[Buckets]; // blocks by time a frame: one plan, two of them, nothing
    readonly ClickMeter _clicks = new(Rate);
    long _allocated, _damaged, _swaps, _tails;
    double _phase, _tailDb, _usual = 50; // ns a frame

    HardSoak()
    {
        SpatialDesign design = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("echo-studio"), SampleRate = Rate });
        SpatialDesign gentle = SpatialDesigner.Design(new DesignRequest { Device = DeviceFile.Open("echo-studio"), SampleRate = Rate, Target = PowerRatioCurve.Flat(10) });
        (_plans, _untreated) = ([design.Plan, gentle.Plan], design.UntreatedDownmix);
        (Renderer treated, Renderer untreated) = Pair(0);
        _switch = new(treated, untreated, MaxFrames, FadeFrames);
        _output = new(treated.DriverCount, MaxFrames);
    }

    /// <summary>Runs for some minutes and prints a table.</summary>
    public static void Print(double minutes)
    {
        HardSoak soak = new();
        for (int block = 0; block < 2000; block++) soak.Next(measured: false);
        Array.Clear(soak._sound);
        Array.Clear(soak._fading);
        Array.Clear(soak._empty);
        soak._allocated = 0;
        Stopwatch clock = Stopwatch.StartNew();
        long blocks = 0;
        for (; clock.Elapsed.TotalMinutes < minutes; blocks++) soak.Next(measured: true);
        (double median, long slow) = Slow(soak._sound);
        (double pair, long slowPairs) = Slow(soak._fading);
        (_, long machine) = Slow(soak._empty);
        Console.WriteLine("| minutes | blocks | swaps | tails | damaged samples | bytes allocated | largest click, dB re tone | one plan: median, ns a frame | blocks over 3 medians | of | two, while they are faded: median | blocks over 3 medians | of | empty loop: blocks over 3 medians |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {clock.Elapsed.TotalMinutes:0.0} | {blocks} | {soak._swaps} | {soak._tails} | {soak._damaged} | {soak._allocated} | {soak._clicks.LargestDb:0.0} | {median:0} | {slow} | {soak._sound.Sum()} | {pair:0} | {slowPairs} | {soak._fading.Sum()} | {machine} |"));
    }

    (Renderer Treated, Renderer Untreated) Pair(int plan)
    {
        double gain = Math.Pow(10, -20.0 / 20);
        return (Rehearsed(new(_plans[plan], MaxFrames, gain, Renderer.PlaybackCeilingDb)), Rehearsed(new(_untreated, MaxFrames, gain, Renderer.PlaybackCeilingDb)));
    }

    /// <summary>Its memory was touched before, as live playback sees to.</summary>
    static Renderer Rehearsed(Renderer renderer)
    {
        AudioBuffer silence = new(2, MaxFrames), ignored = new(renderer.DriverCount, MaxFrames);
        for (int frames = 0; frames < renderer.SettlingFrames; frames += MaxFrames) renderer.Process(silence.Block(), ignored.Block());
        renderer.Reset();
        return renderer;
    }

    /// <summary>One block, and now and then something happens before it.</summary>
    void Next(bool measured)
    {
        int frames = 1 << _random.Next(4, 11);
        if (_random.Next(7) == 0) frames = _random.Next(1, MaxFrames + 1);
        if (measured) Happen();
        bool damaged = Fill(frames);
        AudioBlock input = _input.Block(frames), output = _output.Block(frames);
        long bytes = GC.GetAllocatedBytesForCurrentThread(), start = CpuClock.OfThisThread;
        _switch.Process(input, output);
        long nanoseconds = CpuClock.OfThisThread - start;
        _allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
        if (frames == MaxFrames) // every one has a hop of the upmix
        {
            Count(_switch.IsSwapping ? _fading : _sound, nanoseconds, frames);
            _usual *= nanoseconds > _usual * frames ? 1.01 : 1 / 1.01; // towards the median
            Stand(frames);
        }
        if (damaged || _tailDb < 0) _clicks.Pause();
        _clicks.Add(output[0]);
        _switch.ReleaseRetired();
    }

    void Happen()
    {
        switch (_random.Next(400))
        {
            case 0 when !_switch.IsSwapping:
                (Renderer treated, Renderer untreated) = Pair(_random.Next(_plans.Length));
                _switch.Offer(treated, untreated);
                _swaps++;
                break;
            case 1:
                _switch.Bypassed = !_switch.Bypassed;
                break;
            case 2:
                _switch.Gain = (float)Math.Pow(10, -_random.Next(20) / 20.0);
                break;
            case 3 when _tailDb == 0:
                _tailDb = -1e-9; // the sound dies away, down to nothing, and then comes back
                break;
        }
    }

    /// <summary>A tone, sometimes a tail of it, seldom a sample that is damaged.</summary>
    bool Fill(int frames)
    {
        for (int n = 0; n < frames; n++)
        {
            double tone = TonePeak * Math.Pow(10, _tailDb / 20);
            for (int channel = 0; channel < 2; channel++) _input.Block()[channel][n] = (float)(tone * Math.Sin(_phase + channel));
            _phase = (_phase + 2 * Math.PI * Hertz / Rate) % (2 * Math.PI);
            if (_tailDb < 0) _tailDb -= TailDbPerSecond / Rate;
        }
        if (_tailDb < -1200)
        {
            _tailDb = 0;
            _tails++;
        }
        if (_random.Next(3000) != 0) return false;
        _input.Block()[_random.Next(2)][_random.Next(frames)] = _random.Next(4) switch { 0 => float.NaN, 1 => 1e30f, 2 => 100, _ => -1e5f };
        _damaged++;
        return true;
    }

    /// <summary>As long as a usual block without sound: what the machine takes away is seen here, too.</summary>
    void Stand(int frames)
    {
        long start = CpuClock.OfThisThread, now = start, end = start + (long)(_usual * frames);
        while (now < end) now = CpuClock.OfThisThread;
        Count(_empty, now - start, frames);
    }

    static void Count(long[] buckets, long nanoseconds, int frames)
    {
        buckets[Math.Clamp((int)(4 * Math.Log2((double)nanoseconds / frames)), 0, Buckets - 1)]++;
    }

    /// <summary>The median, and how many took over three times as long.</summary>
    static (double Median, long Slow) Slow(long[] buckets)
    {
        long all = buckets.Sum(), below = 0;
        int middle = 0;
        while ((below += buckets[middle]) < all / 2) middle++;
        return (Math.Pow(2, (middle + 0.5) / 4), buckets.Skip(middle + 7).Sum()); // 7 quarters of an octave are 3.4 times
    }

    /// <summary>The loudest bin above 4 kHz beside the loudest below 2 kHz, in windows of 170 ms: clicks, where a tone of 1 kHz plays.</summary>
    sealed class ClickMeter(int rate)
    {
        const int Length = 8192;
        const double TonesEnd = 2000, ClicksBegin = 4000, Quiet = 1e-4;

        readonly Fft<double> _fft = new(Length);
        readonly double[] _time = new double[Length], _windowed = new double[Length], _re = new double[Length / 2 + 1], _im = new double[Length / 2 + 1];
        int _filled, _skip = 48000;

        public double LargestDb { get; private set; } = double.NegativeInfinity;

        /// <summary>What comes now, and for a second, is not judged.</summary>
        public void Pause() => (_filled, _skip) = (0, rate);

        public void Add(ReadOnlySpan<float> samples)
        {
            foreach (float sample in samples)
            {
                if (_skip > 0)
                {
                    _skip--;
                    continue;
                }
                _time[_filled++] = sample;
                if (_filled < Length) continue;
                Judge();
                Array.Copy(_time, Length / 2, _time, 0, Length / 2);
                _filled = Length / 2;
            }
        }

        void Judge()
        {
            for (int n = 0; n < Length; n++) _windowed[n] = _time[n] * Math.Pow(Math.Sin(Math.PI * n / Length), 4);
            _fft.Forward(_windowed, _re, _im);
            double tone = 0, click = 0;
            for (int bin = 0; bin < _re.Length; bin++)
            {
                double power = _re[bin] * _re[bin] + _im[bin] * _im[bin], hertz = (double)bin * rate / Length;
                if (hertz < TonesEnd) tone = Math.Max(tone, power);
                if (hertz > ClicksBegin) click = Math.Max(click, power);
            }
            if (tone > Math.Pow(Quiet * Length, 2) / 16) LargestDb = Math.Max(LargestDb, 10 * Math.Log10(click / tone + 1e-30));
        }
    }
}
