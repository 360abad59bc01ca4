using Proscenium.Live.Servers;

namespace Proscenium.Tests.Live;

/// <summary>A player and a recorder on a server, each a client of its own: no client stands in a loop, so all hear one another within a block.</summary>
sealed class PlayerAndRecorder : IDisposable
{
    readonly JackServer _playing, _recording;
    readonly SoundPlayer _player;
    readonly SoundRecorder _recorder;

    /// <summary>Sets up.</summary>
    /// <param name="server">Where.</param>
    /// <param name="sound">What to play; its first channel begins with what is not zero.</param>
    /// <param name="frames">How much to record, from the sound's first sample on.</param>
    /// <param name="recorded">Full names of the ports to record.</param>
    /// <param name="listeners">For each channel, full names of the ports that get it.</param>
    public PlayerAndRecorder(IServerProcess server, float[][] sound, int frames, string[] recorded, params string[][] listeners)
    {
        (_player, _recorder) = (new(sound), new(sound.Length + recorded.Length, frames));
        _playing = new(server.Library, server.Server, "player", new([], Names(sound.Length)));
        _recording = new(server.Library, server.Server, "recorder", new(Names(sound.Length + recorded.Length), []));
        _playing.Start(_player);
        _recording.Start(_recorder);
        string[] heard = [.. _playing.OutputPorts, .. recorded];
        for (int channel = 0; channel < heard.Length; channel++) Connect(heard[channel], _recording.InputPorts[channel]);
        for (int channel = 0; channel < sound.Length; channel++)
            foreach (string[] ports in listeners) Connect(_playing.OutputPorts[channel], ports[channel]);
        Played = sound.Length;
    }

    /// <summary>Channels that are played.</summary>
    public int Played { get; }

    /// <summary>Late blocks that this bystander saw.</summary>
    public long Xruns => _recording.Xruns;

    /// <summary>Full name of a channel's port.</summary>
    public string Output(int channel) => _playing.OutputPorts[channel];

    public JackServer Client => _recording;

    /// <summary>Frames that were recorded until now.</summary>
    public int Frames => _recorder.Frames;

    /// <summary>Begins.</summary>
    public void Play() => _player.Play();

    /// <summary>Waits for the end of the recording; gives some of the recorded ports.</summary>
    public void AwaitTheEnd(double seconds) => Waiting.For(() => _recorder.IsFull, "the recording did not end", seconds);

    /// <summary>What was recorded of some ports.</summary>
    public float[][] Recorded(int first, int count) => _recorder.Sound(Played + first, count);

    /// <summary>What the recorder got of the sound itself.</summary>
    public float[][] Sound => _recorder.Sound(0, Played);

    public void Connect(string from, string to)
    {
        Waiting.For(() => _recording.Connect(from, to), $"{from} could not be connected to {to}");
        Waiting.For(() => _recording.ConnectionsOf(from).Contains(to), $"{from} was not connected to {to}");
    }

    public void Dispose()
    {
        _playing.Dispose();
        _recording.Dispose();
    }

    static string[] Names(int count) => [.. Enumerable.Range(1, count).Select(n => $"{n}")];
}
