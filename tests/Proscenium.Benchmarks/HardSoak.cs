using System.Diagnostics;
using System.Globalization;
using Proscenium.Design;
using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Projects;
using Proscenium.Steering;

namespace Proscenium.Benchmarks;

/// <summary>
/// Minutes of random blocks, plans, bypasses, gains, tails that die away, damaged samples and resets through a bypass switch: bytes allocated, clicks, and how long blocks take beside the same
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
    readonly long[] _sound = new long[Buckets], _empty = new long[Buckets]; // blocks by time a frame
    readonly ClickMeter _clicks = new(Rate);
    long _allocated, _damaged, _swaps, _resets;
    double _phase, _tailDb, _usualTicks = 1;

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
        Array.Clear(soak._empty);
        soak._allocated = 0;
        Stopwatch clock = Stopwatch.StartNew();
        long blocks = 0;
        for (; clock.Elapsed.TotalMinutes < minutes; blocks++) soak.Next(measured: true);
        (double median, long slow) = Slow(soak._sound);
        (_, long machine) = Slow(soak._empty);
        Console.WriteLine("| minutes | blocks | swaps | resets | damaged samples | bytes allocated | largest click, dB re tone | median, ns a frame | blocks over 3 medians | of the empty loop |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {clock.Elapsed.TotalMinutes:0.0} | {blocks} | {soak._swaps} | {soak._resets} | {soak._damaged} | {soak._allocated} | {soak._clicks.LargestDb:0.0} | {median:0} | {slow} | {machine} |"));
    }

    (Renderer Treated, Renderer Untreated) Pair(int plan)
    {
        double gain = Math.Pow(10, -20.0 / 20);
        return (new(_plans[plan], MaxFrames, gain, Renderer.PlaybackCeilingDb), new(_untreated, MaxFrames, gain, Renderer.PlaybackCeilingDb));
    }

    /// <summary>One block, and now and then something happens before it.</summary>
    void Next(bool measured)
    {
        int frames = 1 << _random.Next(4, 11);
        if (_random.Next(7) == 0) frames = _random.Next(1, MaxFrames + 1);
        if (measured) Happen();
        bool damaged = Fill(frames);
        AudioBlock input = _input.Block(frames), output = _output.Block(frames);
        long bytes = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        _switch.Process(input, output);
        long ticks = Stopwatch.GetTimestamp() - start;
        _allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
        if (frames >= 512)
        {
            Count(_sound, ticks, frames);
            _usualTicks *= ticks > _usualTicks * frames ? 1.01 : 1 / 1.01; // towards the median
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
            _resets++;
        }
        if (_random.Next(3000) != 0) return false;
        _input.Block()[_random.Next(2)][_random.Next(frames)] = _random.Next(4) switch { 0 => float.NaN, 1 => 1e30f, 2 => 100, _ => -1e5f };
        _damaged++;
        return true;
    }

    /// <summary>As long as a usual block without sound: what the machine takes away is seen here, too.</summary>
    void Stand(int frames)
    {
        long start = Stopwatch.GetTimestamp(), now = start, end = start + (long)(_usualTicks * frames);
        while (now < end) now = Stopwatch.GetTimestamp();
        Count(_empty, now - start, frames);
    }

    static void Count(long[] buckets, long ticks, int frames)
    {
        double nanoseconds = 1e9 * ticks / Stopwatch.Frequency / frames;
        buckets[Math.Clamp((int)(4 * Math.Log2(nanoseconds)), 0, Buckets - 1)]++;
    }

    /// <summary>The median, and how many took over three times as long.</summary>
    static (double Median, long Slow) Slow(long[] buckets)
    {
        long all = buckets.Sum(), below = 0;
        int middle = 0;
        while ((below += buckets[middle]) < all / 2) middle++;
        return (Math.Pow(2, (middle + 0.5) / 4), buckets.Skip(middle + 7).Sum()); // 7 quarters of an octave are 3.4 times
    }

    /// <summary>What an octave and more above a tone is heard: clicks, above all. A Butterworth high-pass of eighth order.</summary>
    sealed class ClickMeter
    {
        const double CornerHertz = 4000;

        static readonly double[] _qualities = [0.5098, 0.6013, 0.9000, 2.5629];

        readonly int _pause;
        readonly double[] _states = new double[2 * _qualities.Length], _gains = new double[_qualities.Length], _b1 = new double[_qualities.Length], _b2 = new double[_qualities.Length];
        float _tone;
        int _paused;

        public ClickMeter(int rate)
        {
            _paused = _pause = rate;
            double k = Math.Tan(Math.PI * CornerHertz / rate);
            for (int n = 0; n < _qualities.Length; n++)
            {
                double norm = 1 / (1 + k / _qualities[n] + k * k);
                (_gains[n], _b1[n], _b2[n]) = (norm, 2 * (k * k - 1) * norm, (1 - k / _qualities[n] + k * k) * norm);
            }
        }

        public double LargestDb { get; private set; } = double.NegativeInfinity;

        /// <summary>What comes now, and for a second, is not judged.</summary>
        public void Pause() => _paused = _pause;

        public void Add(ReadOnlySpan<float> samples)
        {
            foreach (float sample in samples)
            {
                double high = sample;
                for (int n = 0; n < _qualities.Length; n++)
                {
                    double y = _gains[n] * high + _states[2 * n];
                    _states[2 * n] = -2 * _gains[n] * high - _b1[n] * y + _states[2 * n + 1];
                    _states[2 * n + 1] = _gains[n] * high - _b2[n] * y;
                    high = y;
                }
                _tone = Math.Max(0.9999f * _tone, Math.Abs(sample));
                if (_paused > 0) _paused--;
                else if (_tone > 1e-4f) LargestDb = Math.Max(LargestDb, 20 * Math.Log10(Math.Abs(high) / _tone + 1e-12));
            }
        }
    }
}
