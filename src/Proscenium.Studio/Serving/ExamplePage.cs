using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Engine.Plan;
using Proscenium.Files;
using Proscenium.Files.Projects;
using Proscenium.Studio.Asking;
using Proscenium.Studio.Listening;
using Proscenium.Studio.Session;
using Proscenium.Studio.State;

namespace Proscenium.Studio.Serving;

/// <summary>A page that needs no server: the built-in devices at their usual places, heard at the seat and 10 cm beside it, with the demo's piece.</summary>
static class ExamplePage
{
    const string List = "examples.json", HelloFile = "hello.bin", SongFile = "song.bin";
    const int Columns = 40, Rows = 30;
    const double BesideMetres = 0.1;

    /// <summary>Writes it into a folder, all of its files or none.</summary>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <param name="settings">What a studio begins with.</param>
    /// <param name="progress">Told how much is done, 0 to 1.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <exception cref="SoundException">The folder holds something else, or cannot be written.</exception>
    public static void Write(string folder, StudioSettings settings, IProgress<double>? progress, CancellationToken cancel)
    {
        using MadeFolder made = new(folder);
        using AtomicFolder files = new(folder, "a page of the studio", cancel);
        using StudioSession session = new(settings);
        foreach ((string name, Stream content) in PageFiles.All) files.WriteBytes(name, Bytes(name, content));
        files.WriteBytes(HelloFile, Greeting.Of(session, [.. DeviceFile.BuiltIn.Where(IsShown)]).ToBytes());
        files.WriteBytes(SongFile, Words(session.Songs[SongShelf.Demo]));
        JsonArray answers = [];
        JsonObject[] states = [.. DeviceFile.BuiltIn.Where(IsShown).SelectMany(States)];
        foreach ((int index, JsonObject state) in states.Index())
        {
            cancel.ThrowIfCancellationRequested();
            (string plan, string design, string level) = ($"plan-{index + 1}.bin", $"design-{index + 1}.bin", $"level-{index + 1}.bin");
            Question question = new(0, Question.Plan, state, Columns, Rows, SongShelf.Demo);
            files.WriteBytes(plan, PlanAnswer.Of(question, session.Maps, session.HeadOf(null), session.Shelves).ToBytes());
            files.WriteBytes(design, DesignAnswer.Of(question with { Kind = Question.Design }, session.Maps, session.HeadOf(null), session.Songs, session.Shelves, null, out ShownDesign shown, cancel).ToBytes());
            files.WriteBytes(level, LevelAnswer.Of(shown, cancel).ToBytes());
            answers.Add(new JsonObject { ["state"] = state, ["plan"] = plan, ["design"] = design, ["level"] = level });
            progress?.Report((index + 1.0) / states.Length);
        }
        files.WriteText(List, new JsonObject { ["hello"] = HelloFile, ["sound"] = SongFile, ["answers"] = answers }.ToJsonString());
        files.Complete();
    }

    /// <summary>A real pair needs no help.</summary>
    static bool IsShown(string device) => device != "stereo-60";

    static IEnumerable<JsonObject> States(string device)
    {
        JsonObject seat = StudioState.Of(new DesignRequest { Device = DeviceFile.Open(device) }), beside = seat.DeepClone().AsObject();
        beside["listener"] = new JsonObject { ["left"] = BesideMetres, ["distance"] = (double)seat["seat"]!["distance"]! };
        return [seat, beside];
    }

    static byte[] Bytes(string name, Stream content)
    {
        using (content)
        {
            using MemoryStream whole = new();
            content.CopyTo(whole);
            return name != PageFiles.Index ? whole.ToArray()
                : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(whole.ToArray()).Replace("<html ", $"<html data-examples=\"{List}\" ", StringComparison.Ordinal));
        }
    }

    /// <summary>A song as pages get it, in 16 bits.</summary>
    static byte[] Words(Song song)
    {
        IReadOnlyList<string> channels = SongChannels.Names(song.Layout, UpmixMode.Music);
        byte[] head = PageSound.Head(song, channels, isWhole: true), bytes = [.. head, .. new byte[sizeof(short) * channels.Count * song.Frames]];
        int next = head.Length;
        foreach (float[] channel in channels.Select(name => SongChannels.Samples(song, UpmixMode.Music, name)))
            foreach (float sample in channel)
            {
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(next), (short)Math.Clamp(Math.Round(32768 * sample), short.MinValue, short.MaxValue));
                next += sizeof(short);
            }
        return bytes;
    }
}
