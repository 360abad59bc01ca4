using System.Globalization;
using System.Runtime.InteropServices;
using Proscenium.Benchmarks;
using Proscenium.Engine;
using Proscenium.Engine.Convolution;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Engine.Simd;
using Proscenium.Engine.Upmix;

const int Rate = 48000;
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: Proscenium.Aot.Instructions PART,SIZES,TURNS ...");
    return 2;
}
PrintVectors();
foreach (string part in (string[])["nothing,1", .. args]) // which tells what it costs to say so
{
    string[] words = part.Split(',');
    (Action turn, int turns) = (Part(words), Number(words[^1]));
    Run(turn, turns); // what is done once only is done
    for (int run = 0; run < 3; run++) // the least of them has nothing else in it
    {
        Console.WriteLine($"begin {part}");
        Run(turn, turns);
        Console.WriteLine($"end {turns}");
    }
}
return 0;

static Action Part(string[] words) => words switch
{
    ["nothing", _] => () => { },
    ["forward", string points, _] => Transform(Number(points), int.MaxValue, inverse: false),
    ["inverse", string points, _] => Transform(Number(points), int.MaxValue, inverse: true),
    ["scalar-forward", string points, _] => Transform(Number(points), 1, inverse: false),
    ["scalar-inverse", string points, _] => Transform(Number(points), 1, inverse: true),
    ["convolver", string outputs, string taps, string block, _] => Convolver(Number(outputs), Number(taps), Number(block)),
    ["upmix", string mode, _] => Upmix(UpmixModes.All.Single(one => UpmixModes.Name(one) == mode)),
    ["renderer", string plan, string block, _] => Whole(RenderPlanFile.Read(plan), Number(block)),
    _ => throw new ArgumentException($"'{string.Join(',', words)}' is no part of the engine that can be run.", nameof(words)),
};

static void Run(Action turn, int turns)
{
    for (; turns > 0; turns--) turn();
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void PrintVectors() => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{RuntimeInformation.ProcessArchitecture}: {(SimdVector512<float>.IsSupported ? 512 : SimdVector256<float>.IsSupported ? 256 : SimdVector128<float>.IsSupported ? 128 : 32)} bits"));

static Action Transform(int points, int maxLanes, bool inverse)
{
    RealTransform<float> transform = RealTransform<float>.Widest(points, maxLanes);
    AlignedMemory<float> time = new(points), re = new(points / 2 + 1), im = new(points / 2 + 1);
    Noise.Fill(time.Span);
    transform.Forward(ref time.First, ref re.First, ref im.First);
    return inverse ? () => transform.Inverse(ref re.First, ref im.First, ref time.First) : () => transform.Forward(ref time.First, ref re.First, ref im.First);
}

static Action Convolver(int outputs, int taps, int block)
{
    PartitionedConvolver convolver = new(Noise.Filters(2, outputs, taps), block);
    AudioBuffer input = Noise.Buffer(2, block), output = new(outputs, block);
    return () => convolver.Process(input.Block(), output.Block());
}

static Action Upmix(UpmixMode mode)
{
    CentreUpmixer upmixer = new(mode, Rate);
    int hop = UpmixTiming.Of(mode, Rate).HopFrames;
    AudioBuffer stereo = Noise.Buffer(2, hop, 0.2f), split = new(3, hop);
    return () => upmixer.Process(stereo.Block(), split.Block());
}

static Action Whole(RenderPlan plan, int block)
{
    Renderer renderer = new(plan, block, Math.Pow(10, plan.PlaybackGainDb / 20), Renderer.PlaybackCeilingDb);
    AudioBuffer stereo = Noise.Buffer(renderer.InputChannels, block, 0.1f), drivers = new(renderer.DriverCount, block);
    return () => renderer.Process(stereo.Block(), drivers.Block());
}
