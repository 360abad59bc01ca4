using Proscenium.Engine.Dsp;
using Proscenium.Engine.Plan;
using Proscenium.Files.Measurements;
using Proscenium.Heads;
using Proscenium.Rooms.Measured;
using Proscenium.Tests.Heads;

namespace Proscenium.Tests.Files;

/// <summary>Responses of rooms as WAV and SOFA: which channel is whose, and what is refused.</summary>
public class MeasuredRoomFileTests
{
    const int Rate = 48000, Taps = 400;

    /// <summary>An impulse of its own for every source and receiver.</summary>
    static readonly float[][] _paths = [Impulse(50, 1), Impulse(60, 0.5f), Impulse(62, 0.4f), Impulse(49, 0.9f)];

    [Fact]
    public void AWave_HoldsSourceBySource_LeftReceiverThenRight()
    {
        using TemporaryFolder folder = new();
        MeasuredRoom room = Wave(folder, _paths);
        Assert.Equal((2, Taps, Rate), (room.Sources, room.Responses.Taps, room.SampleRate));
        AssertPaths(room.Responses, 0);
        Assert.Empty(room.Notes);
    }

    [Theory]
    [InlineData("SingleRoomSRIR", "FIR")]
    [InlineData("SimpleFreeFieldHRIR", "FIR")]
    [InlineData("MultiSpeakerBRIR", "FIRE")]
    [InlineData("SingleRoomMIMOSRIR", "FIR-E")]
    public void ASofaFile_OfAnyConvention_HoldsTheSame(string convention, string type)
    {
        using TemporaryFolder folder = new();
        AssertPaths(MeasuredRoomFile.Open(Sofa(convention, type).Write(folder["room.sofa"])).Responses, 0);
    }

    [Fact]
    public void Delays_OfASofaFile_AreCarriedOut_WithPartsOfASample()
    {
        using TemporaryFolder folder = new();
        SofaDraft draft = Sofa("SingleRoomSRIR", "FIR").Put("Data.Delay", new double[,] { { 7, 7 } });
        AssertPaths(MeasuredRoomFile.Open(draft.Write(folder["whole.sofa"])).Responses, 7);
        draft = Sofa("SingleRoomSRIR", "FIR").Put("Data.Delay", new double[,] { { 7, 7.5 }, { 7, 7 } });
        FirMatrix late = MeasuredRoomFile.Open(draft.Write(folder["part.sofa"])).Responses;
        Assert.Equal(1, late[0, 0][57], 1e-6);
        Assert.Equal(late[0, 1][67], late[0, 1][68], 1e-6); // half a sample: alike on both sides, 2/pi of it each
        Assert.Equal(0.5 * 2 / Math.PI, late[0, 1][67], 1e-3);
    }

    [Fact]
    public void Receivers_AreTakenByTheirPlaces()
    {
        using TemporaryFolder folder = new();
        SofaDraft draft = Sofa("SingleRoomSRIR", "FIR").Put("ReceiverPosition", new double[,,] { { { 0 }, { -0.09 }, { 0 } }, { { 0 }, { 0.09 }, { 0 } } }, "cartesian", "metre");
        FirMatrix swapped = MeasuredRoomFile.Open(draft.Write(folder["room.sofa"])).Responses;
        Assert.Equal((0.5f, 1f), (swapped[0, 0][60], swapped[0, 1][50]));
        // unless the sound of sources whose place is known says otherwise: source 1 is earlier at the first receiver, and on the left
        draft.Put("SourcePosition", new double[,] { { 0, 1, 0 }, { 0, -1, 0 } }, "cartesian", "metre");
        AssertPaths(MeasuredRoomFile.Open(draft.Write(folder["early.sofa"])).Responses, 0);
    }

    [Fact]
    public void Sources_AreChosen_InTheOrderAsked()
    {
        using TemporaryFolder folder = new();
        Sounds.Write(folder["room.wav"], Rate, _paths);
        FirMatrix chosen = MeasuredRoomFile.Open(folder["room.wav"], _ => [1, 0]).Responses;
        Assert.Equal((0.4f, 1f), (chosen[0, 0][62], chosen[1, 0][50]));
    }

    [Fact]
    public void Directions_AreAsTheListenerLooks_AndTheSourceFaces()
    {
        using TemporaryFolder folder = new();
        SofaDraft draft = Sofa("SingleRoomMIMOSRIR", "FIR-E").Put("ListenerPosition", SofaDraft.Row(1, 1, 0), "cartesian", "metre").Put("ListenerView", SofaDraft.Row(0, 1, 0), "cartesian", "metre")
            .Put("SourcePosition", SofaDraft.Row(1, 3, 0), "cartesian", "metre").Put("SourceView", SofaDraft.Row(0, -1, 0), "cartesian", "metre")
            .Put("EmitterPosition", new double[,,] { { { 0 }, { -0.5 }, { 0 } }, { { 1 }, { 1 }, { 0 } } }, "cartesian", "metre");
        MeasuredRoom room = MeasuredRoomFile.Open(draft.Write(folder["room.sofa"]));
        double Azimuth(int source) => Math.Atan2(room.Directions[source].Y, room.Directions[source].X) * 180 / Math.PI;
        Assert.Equal(Math.Atan2(0.5, 2) * 180 / Math.PI, Azimuth(0), 1e-9); // on the source's own right, the listener's left
        Assert.Equal(-45, Azimuth(1), 1e-9);
        Assert.Equal(1, room.Directions[1].Length, 1e-12);
    }

    [Fact]
    public void OneMicrophone_MovedFromEarToEar_IsAligned_WithANote()
    {
        using TemporaryFolder folder = new();
        MeasuredRoom room = Wave(folder, Impulse(50, 1), Impulse(160, 0.5f), Impulse(62, 0.4f), Impulse(149, 0.9f));
        Assert.Contains("2.1 ms earlier at the left receiver", Assert.Single(room.Notes)); // (110 + 87) / 2 samples
        Assert.Equal(98, room.Responses.Taps - Taps);
        Assert.Equal((1f, 0.5f, 0.4f, 0.9f), (room.Responses[0, 0][148], room.Responses[0, 1][160], room.Responses[1, 0][160], room.Responses[1, 1][149]));
    }

    [Fact]
    public void WhatIsNoRoom_IsRefused_InOneSentence()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("has 1 channel, and a measured room has two for each source", Refusal(() => Wave(folder, _paths[0])));
        Assert.Contains("nothing but silence for source 2 at the right receiver", Refusal(() => Wave(folder, _paths[0], _paths[1], _paths[2], new float[Taps])));
        Assert.Contains("no numbers (source 1 at the left receiver)", Refusal(() => Wave(folder, Impulse(3, float.NaN), _paths[1])));
        Assert.Contains("there is no room file", Refusal(() => MeasuredRoomFile.Open(folder["none.wav"])));
        float[] wave = Signals.Noise(Taps, 1);
        Assert.Contains("as an ambisonic recording does", Refusal(() => Wave(folder, wave, Times(wave, -0.3f), Times(wave, 0.1f), Times(wave, 0.9f))));
        Assert.Contains("of the convention 'FreeFieldDirectivityTF'", Refusal(() => MeasuredRoomFile.Open(Sofa("FreeFieldDirectivityTF", "FIR").Write(folder["a.sofa"]))));
        Assert.Contains("its responses go to 3 receivers", Refusal(() => MeasuredRoomFile.Open(Sofa("SingleRoomSRIR", "FIR").Put("Data.IR", new double[2, 3, Taps]).Write(folder["b.sofa"]))));
        Assert.Contains("of the type 'TF'", Refusal(() => MeasuredRoomFile.Open(Sofa("SingleRoomSRIR", "TF").Write(folder["c.sofa"]))));
        Assert.Contains("its delays (3 x 2) do not belong", Refusal(() => MeasuredRoomFile.Open(Sofa("SingleRoomSRIR", "FIR").Put("Data.Delay", new double[,] { { 1, 1 }, { 1, 1 }, { 1, 1 } }).Write(folder["d.sofa"]))));
    }

    [Theory]
    [InlineData("rir_clap_seminar_room_44k1.wav", "has 1 channel")]
    [InlineData("gewandhaus_SH1_foa_44k1.wav", "as an ambisonic recording does")]
    [Trait(Traits.Needs, Traits.Data)]
    public void Recordings_ThatAreNotBinaural_AreRefused(string name, string reason) => Assert.Contains(reason, Refusal(() => MeasuredRoomFile.Open(RecordedData.Path("rooms/" + name))));

    [Theory]
    [InlineData("impulcifer_room_FL-FR_x_Lmic-Rmic_48k.wav", 2, 1)] // two recordings, one after the other
    [InlineData("impulcifer_FC_inear_binaural_48k.wav", 1, 0)]
    [InlineData("brir_clap_KEMAR_seminar_room_44k1.wav", 1, 0)]
    [Trait(Traits.Needs, Traits.Data)]
    public void Recordings_AtTwoReceivers_AreRead(string name, int sources, int notes)
    {
        MeasuredRoom room = MeasuredRoomFile.Open(RecordedData.Path("rooms/" + name));
        Assert.Equal((sources, notes), (room.Sources, room.Notes.Count));
    }

    static MeasuredRoom Wave(TemporaryFolder folder, params float[][] channels)
    {
        Sounds.Write(folder["room.wav"], Rate, channels);
        return MeasuredRoomFile.Open(folder["room.wav"]);
    }

    static SofaDraft Sofa(string convention, string type)
    {
        SofaDraft draft = new SofaDraft(new(new SphericalHead(), SampledSphere.Ring(4, 1.4), Rate, 16)).Text("SOFAConventions", convention).Text("DataType", type).Without("SourcePosition");
        double[,,] fir = new double[2, 2, Taps];
        double[,,,] fire = new double[1, 2, 2, Taps], firE = new double[1, 2, Taps, 2];
        for (int source = 0; source < 2; source++)
            for (int receiver = 0; receiver < 2; receiver++)
                for (int n = 0; n < Taps; n++) fir[source, receiver, n] = fire[0, receiver, source, n] = firE[0, receiver, n, source] = _paths[2 * source + receiver][n];
        return draft.Put("Data.IR", type switch { "FIRE" => fire, "FIR-E" => firE, _ => (object)fir });
    }

    static void AssertPaths(FirMatrix responses, int delay)
    {
        for (int path = 0; path < 4; path++)
            for (int n = 0; n < Taps; n++) Assert.Equal(_paths[path][n], n + delay < responses.Taps ? responses[path / 2, path % 2][n + delay] : 0);
    }

    static float[] Impulse(int place, float height)
    {
        float[] response = new float[Taps];
        response[place] = height;
        return response;
    }

    static float[] Times(float[] wave, float factor) => Array.ConvertAll(wave, sample => factor * sample);

    static string Refusal(Action action)
    {
        FileFormatException refusal = Assert.Throws<FileFormatException>(action);
        Assert.DoesNotContain("\n", refusal.Message);
        return refusal.Message;
    }
}
