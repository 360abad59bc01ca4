using Proscenium.Engine;
using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;

if (args is not [string plan])
{
    Console.Error.WriteLine("usage: Proscenium.Aot.Engine PLAN");
    return 1;
}
Renderer renderer = new(RenderPlanFile.Read(plan), maxFrames: 512);
AudioBuffer stereo = new(2, 512), drivers = new(renderer.DriverCount, 512);
float peak = 0;
for (int block = 0; block < 100; block++)
{
    stereo.Block()[0].Fill(block == 0 ? 0.25f : 0);
    renderer.Process(stereo.Block(), drivers.Block());
    for (int driver = 0; driver < renderer.DriverCount; driver++)
        foreach (float sample in drivers.Block()[driver]) peak = Math.Max(peak, Math.Abs(sample));
}
Console.WriteLine($"{renderer.DriverCount} drivers, {renderer.LatencyFrames} frames late, peak {peak:0.000000}");
return peak > 0 ? 0 : 1;
