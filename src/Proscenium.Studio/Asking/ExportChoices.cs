using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Integrations.Export;
using Proscenium.Integrations.Export.Formats;

namespace Proscenium.Studio.Asking;

/// <summary>Which formats hold a design, as it is and as left and right alone, and why the others do not.</summary>
static class ExportChoices
{
    /// <summary>All formats.</summary>
    public static JsonArray Of(SpatialDesign design)
    {
        ExportPlans whole = new(design, new(StereoOnly: false)), stereo = new(design, new(StereoOnly: true));
        return new([.. ExportFormats.All.Select(format => new JsonObject { ["name"] = format.Name, ["refusal"] = whole.Refusal(format)?.ToString(), ["stereoRefusal"] = stereo.Refusal(format)?.ToString() })]);
    }
}
