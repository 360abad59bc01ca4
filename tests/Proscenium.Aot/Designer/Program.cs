using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;

if (args is not [string folder, ..])
{
    Console.Error.WriteLine("usage: Proscenium.Aot.Designer FOLDER [HEAD.sofa]");
    return 1;
}
DesignRequest request = new() { Device = DeviceFile.Open("laptop"), DistanceMetres = 0.5, SampleRate = 48000 };
PlanFile.Write(SpatialDesigner.Design(request), folder);
SpatialDesign design = PlanFile.Read(folder);
if (args.Length > 1 && SofaFile.Open(args[1]) is { } head) Console.WriteLine(head.GetType().Name);
Console.WriteLine($"{design.Plan.Drivers.Count} drivers, {design.Plan.LatencySamples} frames late");
return 0;
