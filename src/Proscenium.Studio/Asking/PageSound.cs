using System.Text.Json.Nodes;
using Proscenium.Studio.Listening;

namespace Proscenium.Studio.Asking;

/// <summary>A song as pages get it: a description, then its channels.</summary>
static class PageSound
{
    /// <summary>The description before the channels: four bytes of its length, then JSON, padded so that the channels begin at a multiple of four bytes.</summary>
    /// <param name="song">The song.</param>
    /// <param name="channels">Their names.</param>
    /// <param name="isWhole">True where samples are 16-bit whole numbers, false for 32-bit floats.</param>
    public static byte[] Head(Song song, IReadOnlyList<string> channels, bool isWhole = false) => new AnswerMessage(new()
    {
        ["sampleRate"] = song.SampleRate,
        ["frames"] = song.Frames,
        ["channels"] = new JsonArray([.. channels.Select(name => (JsonNode)name)]),
        ["isWhole"] = isWhole,
    }).ToBytes();
}
