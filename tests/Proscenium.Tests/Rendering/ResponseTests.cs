using System.Diagnostics;
using System.Text.Json.Nodes;
using Proscenium.Design;
using Proscenium.Files.Measurements;
using Proscenium.Files.Projects;
using Proscenium.Filters;
using Proscenium.Heads;
using Proscenium.Judging.Rooms;
using Proscenium.Rendering;
using Proscenium.Rendering.Responses;
using Proscenium.Rooms;
using Proscenium.Rooms.Measured;

namespace Proscenium.Tests.Rendering;

/// <summary>The impulse responses at the ears, as files for other programs.</summary>
public class ResponseTests
{
    static readonly Room _bedroom = RoomSetup.WithListenerAt(RoomFile.Open("bedroom"), 0.6);

    static readonly Lazy<SpatialDesign> _laptop = new(() => SpatialDesigner.Design(new() { Device = DeviceFile.Open("laptop") }));

    static readonly Lazy<IReadOnlyList<ResponseSet>> _inBedroom = new(() => new ListeningScene(_laptop.Value, new SphericalHead(), _bedroom).Responses());

    static readonly Lazy<IReadOnlyList<ResponseSet>> _inFreeField = new(() => new ListeningScene(_laptop.Value, new SphericalHead(), null).Responses());

    [Fact]
    public void Music_ThroughThem_IsWhatTheMonitorPlays()
    {
        using TemporaryFolder folder = new();
        SpatialDesign whole = _laptop.Value;
        SpatialDesign stereo = whole with { Plan = ConvolverPlan.Of(whole.Plan, stereoOnly: true), Asked = Sides(whole.Asked), Planned = Sides(whole.Planned), Achieved = Sides(whole.Achieved) };
        float[][] music = [Signals.Noise(6000, 1, 0.1f), Signals.Noise(6000, 2, 0.1f)];
        Sounds.Write(folder["music.wav"], 48000, music);
        PlanFile.Write(stereo, folder["plan"]);
        new FileRendering { Input = folder["music.wav"], Plan = folder["plan"], Monitor = true, Room = _bedroom, GainDb = 0 }.Write(folder["heard.wav"], cancel: TestContext.Current.CancellationToken);
        float[][] heard = Sounds.Read(folder["heard.wav"]).Channels;
        ResponseSet treated = new ListeningScene(stereo, new SphericalHead(), _bedroom).Responses(TestContext.Current.CancellationToken)[0];
        Assert.Equal(["left", "right", "mono"], treated.Sources);
        int late = stereo.Plan.PlaybackLatencySamples - stereo.Plan.LatencySamples; // music passes the limiter
        for (int ear = 0; ear < 2; ear++)
        {
            double[] left = Signals.Convolve(Longer(music[0], heard[0].Length), treated.Responses[0, ear]), right = Signals.Convolve(Longer(music[1], heard[0].Length), treated.Responses[1, ear]);
            Assert.InRange(Signals.ErrorDb(heard[ear].AsSpan(late), [.. left.Zip(right, (l, r) => l + r).SkipLast(late)]), -300, -110);
        }
    }

    [Fact]
    public void Drivers_AreTheMonitorsFilters_AndMono_IsLeftAndRight()
    {
        IReadOnlyList<ResponseSet> sets = _inBedroom.Value;
        Assert.Equal(["treated", "untreated", "drivers"], sets.Select(set => set.Name));
        Assert.Equal(["left", "right", "centre", "mono"], sets[0].Sources);
        Assert.Equal(["left", "right", "mono"], sets[1].Sources);
        for (int ear = 0; ear < 2; ear++)
        {
            float[] sum = [.. sets[1].Responses[0, ear].ToArray().Zip(sets[1].Responses[1, ear].ToArray(), (left, right) => left + right)];
            Assert.Equal(sum, sets[1].Responses[2, ear].ToArray());
        }
        Proscenium.Engine.Dsp.FirMatrix monitor = MonitorFilters.Of(_laptop.Value.Request.Device, 0.6, new SphericalHead(), 48000, _bedroom);
        Assert.Equal(monitor[1, 0].ToArray(), sets[2].Responses[1, 0].ToArray());
    }

    [Fact]
    public void AFolder_HoldsWavesAndSofaFiles_ThatReadBackTheSame()
    {
        using TemporaryFolder folder = new();
        ResponseFolder.Write(folder["out"], new(_laptop.Value, new SphericalHead(), _bedroom), _inBedroom.Value, TestContext.Current.CancellationToken);
        Assert.Equal(8, Sounds.Read(folder["out/treated.wav"]).Channels.Length);
        MeasuredRoom wave = MeasuredRoomFile.Open(folder["out/drivers.wav"]), sofa = MeasuredRoomFile.Open(folder["out/drivers.sofa"]);
        for (int path = 0; path < 4; path++)
        {
            float[] response = _inBedroom.Value[2].Responses[path / 2, path % 2].ToArray();
            Assert.Equal(response, wave.Responses[path / 2, path % 2].ToArray());
            Assert.Equal(response, sofa.Responses[path / 2, path % 2].ToArray());
        }
        Assert.Equal(_inBedroom.Value[0].Responses[2, 1].ToArray(), Sounds.Read(folder["out/treated/centre.wav"]).Channels[1]);
        Assert.Equal([".proscenium.json", "drivers", "drivers.sofa", "drivers.wav", "treated", "treated.sofa", "treated.wav", "untreated", "untreated.sofa", "untreated.wav"], Directory.EnumerateFileSystemEntries(folder["out"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void ASofaFile_InARoom_SaysWhereEverythingIs()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, _inBedroom.Value[2], _bedroom);
        SofaContainer.Read(path, "room", sofa =>
        {
            Assert.Equal(("SingleRoomMIMOSRIR", "FIR-E", "shoebox", "left, right"), (sofa.Text("SOFAConventions"), sofa.Text("DataType"), sofa.Text("RoomType"), sofa.Text("EmitterDescription")));
            Assert.Equal([1, 2, _inBedroom.Value[2].Responses.Taps, 2], sofa.Shape("Data.IR"));
            Assert.Equal([1, 2, 2], sofa.Shape("Data.Delay"));
            Assert.Equal([3.8, 3.2, 2.5], sofa.Numbers("RoomCornerB"));
            Assert.Equal([_bedroom.Listener.X, _bedroom.Listener.Y, _bedroom.Listener.Z], sofa.Numbers("ListenerPosition"));
            double[] emitters = sofa.Numbers("EmitterPosition"), view = sofa.Numbers("ListenerView"), source = sofa.Numbers("SourceView");
            Assert.Equal((-0.1, 0.1), (Math.Round(emitters[1], 6), Math.Round(emitters[4], 6))); // the listener's left driver is on the device's own right
            Assert.Equal(-1, view.Zip(source, (a, b) => a * b).Sum(), 1e-9); // face to face
            foreach (string text in (string[])["AuthorContact", "License", "Organization", "Title", "DatabaseName", "DateCreated", "DateModified", "APIName", "APIVersion", "RoomDescription", "Comment"]) Assert.NotNull(sofa.Text(text));
            Assert.DoesNotContain(folder["x"][..^2], sofa.Text("Comment"));
            return 0;
        });
    }

    [Fact]
    public void ASofaFile_InFreeField_IsAHead_WithTheInputsWhereTheyAreMeantToBeHeard()
    {
        using TemporaryFolder folder = new();
        string path = Write(folder, _inFreeField.Value[0], null);
        SofaContainer.Read(path, "head", sofa =>
        {
            Assert.Equal(("SimpleFreeFieldHRIR", "free field"), (sofa.Text("SOFAConventions"), sofa.Text("RoomType")));
            Assert.Equal([30, 0, 0.6, 330, 0, 0.6, 0, 0, 0.6, 0, 0, 0.6], sofa.Numbers("SourcePosition").Select(number => Math.Round(number, 9)));
            return 0;
        });
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void Libmysofa_ReadsTheSameNumbers()
    {
        RecordedData.RequireProgram("mysofa2json", "libmysofa-utils");
        using TemporaryFolder folder = new();
        ResponseSet set = _inFreeField.Value[0];
        JsonNode told = JsonNode.Parse(Output("mysofa2json", Write(folder, set, null)))!;
        Assert.Equal("SimpleFreeFieldHRIR", (string?)told["Attributes"]!["SOFAConventions"]);
        Assert.Equal((4, 2, set.Responses.Taps), ((int)told["Dimensions"]!["M"]!, (int)told["Dimensions"]!["R"]!, (int)told["Dimensions"]!["N"]!));
        JsonArray values = told["Variables"]!["Data.IR"]!["Values"]!.AsArray();
        for (int path = 0; path < 8; path++)
            for (int n = 0; n < set.Responses.Taps; n++) Assert.Equal(set.Responses[path / 2, path % 2][n], (double)values[path * set.Responses.Taps + n]!, 1e-6);
    }

    [Fact]
    [Trait(Traits.Needs, Traits.Program)]
    public void H5dump_FindsTheDimensions_AndTheTexts()
    {
        RecordedData.RequireProgram("h5dump", "hdf5-tools");
        using TemporaryFolder folder = new();
        string told = Output("h5dump", "-A", Write(folder, _inBedroom.Value[0], _bedroom));
        Assert.Contains($"DATASPACE  SIMPLE {{ ( 1, 2, {_inBedroom.Value[0].Responses.Taps}, 4 )", told);
        Assert.Contains("\"left, right, centre, mono\"", told);
        Assert.Contains("\"SingleRoomMIMOSRIR\"", told);
        Assert.Equal("MRNE", string.Concat(DimensionsOf("Data.IR", told)));
    }

    /// <summary>The datasets that an array's list of dimensions refers to.</summary>
    static IEnumerable<string> DimensionsOf(string array, string dump)
    {
        string list = dump[dump.IndexOf($"DATASET \"{array}\"", StringComparison.Ordinal)..];
        list = list[list.IndexOf("DIMENSION_LIST", StringComparison.Ordinal)..];
        list = list[list.IndexOf("DATA {", StringComparison.Ordinal)..];
        return list[..list.IndexOf('}')].Split("\"/").Skip(1).Select(name => name[..name.IndexOf('"')]);
    }

    static RatioCurves Sides(RatioCurves curves) => new(curves.Hertz, curves.Decibels.Where(curve => curve.Key != "centre").ToDictionary());

    static string Write(TemporaryFolder folder, ResponseSet set, Room? room)
    {
        File.WriteAllBytes(folder["set.sofa"], ResponseSofa.Of(set, new(_laptop.Value, new SphericalHead(), room), new(2026, 1, 2, 3, 4, 5)));
        return folder["set.sofa"];
    }

    static float[] Longer(float[] sound, int length)
    {
        Array.Resize(ref sound, length);
        return sound;
    }

    static string Output(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
