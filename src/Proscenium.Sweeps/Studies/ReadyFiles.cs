using System.Text;
using Proscenium.Design;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Sweeps.Jobs;

namespace Proscenium.Sweeps.Studies;

/// <summary>Designs of a study as files to go on with: the device of each, and its plan.</summary>
static class ReadyFiles
{
    /// <summary>Writes them, the best first: <c>1-item-37/device.json</c> and the plan's files in <c>1-item-37/plan</c>.</summary>
    /// <param name="work">The study.</param>
    /// <param name="best">Its best rows.</param>
    /// <param name="folder">Where to; it is made where it is missing.</param>
    /// <returns>The folders, by rank.</returns>
    public static IReadOnlyList<string> Write(StudyWork work, IReadOnlyList<ResultRow> best, string folder)
    {
        List<string> written = [];
        for (int rank = 0; rank < best.Count; rank++)
        {
            DesignRequest request = work.SubjectOf(best[rank].Item).Request;
            string own = Path.Combine(folder, FormattableString.Invariant($"{rank + 1}-item-{best[rank].Item}"));
            OutputFault.MakeFolder(own);
            AtomicFile.WriteAllBytes(Path.Combine(own, "design.device.json"), Encoding.UTF8.GetBytes(ReadableJson.Of(DeviceFile.Describe(request.Device, own)) + "\n"));
            PlanFile.Write(SpatialDesigner.Design(request), Path.Combine(own, "plan"));
            written.Add(own);
        }
        return written;
    }
}
