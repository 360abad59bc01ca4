using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;
using Proscenium.Loudspeakers;
using Proscenium.Studio.Session;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Taking;

/// <summary>What a page takes away: plan, device file, report, or an export, of a state.</summary>
sealed class Downloads(StudioSession session)
{
    const string Stereo = "stereo";

    /// <summary>Makes it and sends it.</summary>
    public async Task Send(HttpRequest request, HttpResponse response)
    {
        CancellationToken gone = request.HttpContext.RequestAborted;
        StudioState state = StudioState.Read(await JsonNode.ParseAsync(request.Body, documentOptions: new() { AllowDuplicateProperties = false }, cancellationToken: gone).ConfigureAwait(false), session.Shelves);
        state.RequireAll();
        await session.Making.WaitAsync(gone).ConfigureAwait(false); // one at a time: each takes all processors
        try
        {
            await Make(state, request, response, gone).ConfigureAwait(false);
        }
        finally
        {
            session.Making.Release();
        }
    }

    async Task Make(StudioState state, HttpRequest request, HttpResponse response, CancellationToken gone)
    {
        string name = StudioState.FileName(state.Device), what = request.Query["what"].ToString();
        (string file, string type, byte[] content) = what switch
        {
            "device" when IsMeasured(state) => ($"{name}-device.zip", "application/zip", Zipped(folder => WriteMeasured(state.Device, name, folder))),
            "device" => ($"{name}.device.json", "application/json", Encoding.UTF8.GetBytes(ReadableJson.Of(DeviceFile.Describe(state.Device)))),
            "poses" => (StudioState.PosesFile, "application/json", Encoding.UTF8.GetBytes(ReadableJson.Of(PoseFile.Describe(state.Request.Poses)))),
            "plan" => ($"{name}-plan.zip", "application/zip", Zipped(folder => MeasuredCopies.WritePlan(Design(state, gone), state.Plant, folder))),
            "report" => ($"{name}-report.html", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(session.Settings.Report(Design(state, gone), state.Hearing(session.HeadOf(state.HeadId)), gone))),
            "export" => ($"{name}-{Format(request).Name}.zip", "application/zip", Zipped(folder => Export(Format(request), request.Query["inputs"] == Stereo, state, folder, gone))),
            _ => throw new SettingException($"'{PrintableText.Quote(what)}' is nothing that can be downloaded: plan, device, poses, report, or export."),
        };
        response.ContentType = type;
        response.ContentLength = content.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
        await response.Body.WriteAsync(content, gone).ConfigureAwait(false);
    }

    static bool IsMeasured(StudioState state) => state.Device.Drivers.Any(driver => driver.Response is not null);

    static void WriteMeasured(Device device, string name, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, $"{name}.device.json"), ReadableJson.Of(DeviceFile.Describe(MeasuredCopies.Write(device, folder), folder)));
    }

    static SpatialDesign Design(StudioState state, CancellationToken gone) => SpatialDesigner.DesignUnlessCancelled(state.RequestWithPlaces, gone);

    static IExportFormat Format(HttpRequest request) => ExportFormats.Named(PrintableText.Quote(request.Query["format"].ToString()));

    static void Export(IExportFormat format, bool stereoOnly, StudioState state, string folder, CancellationToken gone)
    {
        ExportPlans plans = new(Design(state, gone), new(stereoOnly));
        PlanExport.Write(format, plans.For(format, cancel: gone), folder, gone);
    }

    /// <summary>What is written into a folder of the session, as an archive.</summary>
    byte[] Zipped(Action<string> write)
    {
        string folder = session.NewPath("");
        try
        {
            write(folder);
            using MemoryStream archive = new();
            ZipFile.CreateFromDirectory(folder, archive);
            return archive.ToArray();
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }
}
