namespace Proscenium.Files.Sound;

/// <summary>One of the sound tracks of a file.</summary>
/// <param name="Stream">Its number among all streams of the file, from 0.</param>
/// <param name="Codec">The name of its codec.</param>
/// <param name="Channels">How many it has.</param>
/// <param name="Layout">The name of their layout; empty where the file does not say.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Start">When it begins, in seconds of the file's clock, or null.</param>
/// <param name="Seconds">How long it is, or null.</param>
/// <param name="IsDefault">True where the file wants it played.</param>
/// <param name="IsAside">True for a commentary, or a description for those who do not see.</param>
/// <param name="Language">Its language; empty where the file does not say.</param>
/// <param name="Title">Its title; empty where it has none.</param>
sealed record SoundTrack(int Stream, string Codec, int Channels, string Layout, int SampleRate, double? Start, double? Seconds, bool IsDefault, bool IsAside, string Language, string Title)
{
    /// <summary>In words: channels, language and title.</summary>
    public string Words => string.Join(", ", new[] { Channels == 1 ? "mono" : Layout.Length > 0 ? Layout : $"{Channels} channels", Language, Title, IsDefault ? "the default" : "" }.Where(word => word.Length > 0));
}
