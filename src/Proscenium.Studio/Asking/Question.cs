using System.Text.Json;
using System.Text.Json.Nodes;

namespace Proscenium.Studio.Asking;

/// <summary>A page's question.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What is to be done.</param>
/// <param name="State">The state.</param>
/// <param name="Columns">Cells of a map, from left to right.</param>
/// <param name="Rows">Cells of a map, from far to near.</param>
/// <param name="Song">The song that is listened to; null for the demo's piece.</param>
/// <param name="Detail">What is asked of a running live.</param>
sealed record Question(int Id, string Kind, JsonNode? State, int Columns, int Rows, string? Song, JsonObject? Detail = null)
{
    /// <summary>Plans, while something is dragged.</summary>
    public const string Plan = "plan";

    /// <summary>Designs and measures.</summary>
    public const string Design = "design";

    /// <summary>Designs the filters of places about the seat.</summary>
    public const string Bank = "bank";

    /// <summary>Listens where a head is that is followed.</summary>
    public const string Follow = "follow";

    /// <summary>What is heard of a design, told before its pictures.</summary>
    public const string Sound = "sound";

    /// <summary>What a room does to a design, told after its pictures.</summary>
    public const string Room = "room";

    /// <summary>What a design costs in level, told after its pictures.</summary>
    public const string Level = "level";

    /// <summary>Of a running live.</summary>
    public const string Live = "live";

    const int UsualColumns = 40, UsualRows = 30;

    /// <summary>Reads a message; null where it is no question.</summary>
    public static Question? Read(ReadOnlySpan<byte> message)
    {
        try
        {
            if (JsonNode.Parse(message, documentOptions: new() { MaxDepth = 32, AllowDuplicateProperties = false }) is not JsonObject json) return null;
            JsonObject? map = json["map"] as JsonObject;
            return new((int)(json["id"] ?? 0), (string?)json["do"] ?? "", json["state"], (int)(map?["columns"] ?? UsualColumns), (int)(map?["rows"] ?? UsualRows), (string?)json["song"], json["live"] as JsonObject);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The beginning of its answer.</summary>
    /// <param name="stage">How far what is shown has come.</param>
    /// <param name="missing">What is not here, and what is shown instead; null where all is here.</param>
    public AnswerMessage Answer(string stage, string? missing) => new(new() { ["id"] = Id, ["do"] = Kind, ["stage"] = stage, ["missing"] = missing });

    /// <summary>What is wrong with it.</summary>
    public AnswerMessage Refusal(string sentence) => new(new() { ["id"] = Id, ["do"] = Kind, ["error"] = sentence });
}
