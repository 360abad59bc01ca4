using System.Globalization;
using System.Text;

namespace Proscenium.Plugin.Clap;

/// <summary>What a session keeps of an instance, as lines of text; those of the head only where a host has touched it.</summary>
/// <param name="GainDb">The gain in dB.</param>
/// <param name="Plan">The plan's folder, or null for the default one.</param>
/// <param name="Head">Where the listener's head is.</param>
readonly record struct SavedState(float GainDb, string? Plan, HeadControls Head = default)
{
    const string WithoutHead = "proscenium 1", WithHead = "proscenium 2", Followed = "head=followed", Seat = "head=seat";
    const string GainKey = "gain=", LeftKey = "left=", ForwardKey = "forward=", PlanKey = "plan=";

    /// <summary>As bytes.</summary>
    public byte[] Write()
    {
        string head = Head == default ? "" : string.Create(CultureInfo.InvariantCulture, $"{(Head.IsFollowed ? Followed : Seat)}\n{LeftKey}{Head.LeftMetres:R}\n{ForwardKey}{Head.ForwardMetres:R}\n");
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(head.Length == 0 ? WithoutHead : WithHead)}\n{GainKey}{GainDb:R}\n{head}{PlanKey}{Plan}\n"));
    }

    /// <summary>From bytes; false where they are something else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out SavedState state)
    {
        string text = Encoding.UTF8.GetString(bytes);
        bool hasHead = text.StartsWith($"{WithHead}\n", StringComparison.Ordinal);
        string[] lines = text.Split('\n', hasHead ? 6 : 3); // names of folders may hold ends of lines
        state = default;
        if (lines.Length != (hasHead ? 6 : 3) || (!hasHead && lines[0] != WithoutHead)) return false;
        if (!TryRead(lines[1], GainKey, out float gain) || !lines[^1].StartsWith(PlanKey, StringComparison.Ordinal) || !lines[^1].EndsWith('\n')) return false;
        HeadControls head = default;
        if (hasHead)
        {
            if (lines[2] is not (Followed or Seat) || !TryRead(lines[3], LeftKey, out float left) || !TryRead(lines[4], ForwardKey, out float forward)) return false;
            head = new(lines[2] == Followed, left, forward);
        }
        string folder = lines[^1][PlanKey.Length..^1];
        state = new(gain, folder.Length == 0 ? null : folder, head);
        return true;
    }

    static bool TryRead(string line, string key, out float value)
    {
        value = 0;
        return line.StartsWith(key, StringComparison.Ordinal) && float.TryParse(line.AsSpan(key.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
