using System.CommandLine;
using System.Text;
using Proscenium.Live.Servers;

namespace Proscenium.Cli.Arguments;

/// <summary>Options for sound servers.</summary>
static class ServerOptions
{
    const int LongestClient = 60; // bytes; JACK's names have 63, with room for a number
    const int MinFrames = 16, MaxFrames = 8192;

    /// <summary>The JACK server.</summary>
    public static Option<string?> Server() => new("--server") { HelpName = "name", Description = "Name of the JACK server; by default the default one." };

    /// <summary>The client.</summary>
    public static Option<string> Client()
    {
        Option<string> client = new("--client") { HelpName = "name", Description = "Client name on the sound server.", DefaultValueFactory = _ => new ServerSettings().Client };
        client.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !IsClientName(result.Tokens[0].Value)) result.AddError($"--client needs a name of 1 to {LongestClient} bytes without a colon, not '{result.Tokens[0].Value}'.");
        });
        return client;
    }

    /// <summary>Refuses a client that is named like its JACK server, which that server does not survive.</summary>
    /// <exception cref="SettingException">It is.</exception>
    public static void RequireApart(string client, string? server)
    {
        string used = server ?? Environment.GetEnvironmentVariable("JACK_DEFAULT_SERVER") ?? "default";
        if (client == used) throw new SettingException($"--client {client} is the name of the JACK server, too, which that does not survive: choose another name.");
    }

    /// <summary>PortAudio's block.</summary>
    public static Option<int?> Block() => NumberOption.Whole("--block", "frames", "Block size for PortAudio in frames.", MinFrames, MaxFrames);

    static bool IsClientName(string name) => !string.IsNullOrWhiteSpace(name) && !name.Contains(':') && !name.Any(char.IsControl) && Encoding.UTF8.GetByteCount(name) <= LongestClient;
}
