using System.Globalization;
using System.Text;

namespace Proscenium.Plugin.Clap;

/// <summary>What a session keeps of an instance, as lines of text.</summary>
/// <param name="GainDb">The gain in dB.</param>
/// <param name="Plan">The plan's folder, or null for the default one.</param>
readonly record struct SavedState(float GainDb, string? Plan)
{
    const string Head = "proscenium 1", Gain = "gain=", Folder = "plan=";

    /// <summary>As bytes.</summary>
    public byte[] Write() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Head}\n{Gain}{GainDb:R}\n{Folder}{Plan}\n"));

    /// <summary>From bytes; false where they are something else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SavedState state)
    {
        string[] lines = Encoding.UTF8.GetString(bytes).Split('\n', 3); // names of folders may hold ends of lines
        state = default;
        if (lines.Length != 3 || lines[0] != Head || !lines[1].StartsWith(Gain, StringComparison.Ordinal) || !lines[2].StartsWith(Folder, StringComparison.Ordinal) || !lines[2].EndsWith('\n')) return false;
        if (!float.TryParse(lines[1].AsSpan(Gain.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out float gain)) return false;
        string folder = lines[2][Folder.Length..^1];
        state = new(gain, folder.Length == 0 ? null : folder);
        return true;
    }
}
