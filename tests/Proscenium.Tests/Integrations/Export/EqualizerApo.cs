using System.Globalization;
using System.Text.RegularExpressions;

namespace Proscenium.Tests.Integrations.Export;

/// <summary>Equalizer APO as its configuration reference says it works, and no more of it than exports use: any other command fails.</summary>
sealed class EqualizerApo(int rate, IReadOnlyList<string> layout)
{
    readonly List<string> _names = [.. layout];
    List<double[]> _channels = [];
    int[] _selected = [];

    /// <summary>What comes out at the device's channels.</summary>
    /// <param name="path">The included file.</param>
    /// <param name="channels">What the player sends to the device's channels.</param>
    public IReadOnlyList<double[]> Play(string path, double[][] channels)
    {
        (_channels, _selected) = ([.. channels], [.. Enumerable.Range(0, channels.Length)]);
        bool? taken = null, playing = null; // of the one If that is open: whether a branch was taken, and whether this one is
        foreach (string line in File.ReadAllText(path).Split("\r\n"))
        {
            int colon = line.IndexOf(':');
            if (line.Length == 0 || line[0] == '#') continue;
            (string command, string parameters) = (line[..colon], line[(colon + 1)..].Trim());
            if (command is "If" or "ElseIf" or "Else")
            {
                Assert.Equal(command == "If", taken is null);
                playing = taken != true && (command == "Else" || int.Parse(Regex.Match(parameters, "^sampleRate == ([0-9]+)$").Groups[1].Value) == rate);
                taken = taken == true || playing == true;
            }
            else if (command == "EndIf") (taken, playing) = (null, null);
            else if (playing != false) Do(command, parameters, Path.GetDirectoryName(path)!);
        }
        Assert.Null(taken);
        return _channels[..layout.Count];
    }

    void Do(string command, string parameters, string folder)
    {
        switch (command)
        {
            case "Stage":
                Assert.Equal("post-mix", parameters);
                break;
            case "Channel":
                _selected = parameters.Equals("all", StringComparison.OrdinalIgnoreCase) ? [.. Enumerable.Range(0, _names.Count)] : [.. parameters.ToUpperInvariant().Split(' ').Select(Known).Order()];
                break;
            case "Preamp":
                double decibels = double.Parse(Regex.Match(parameters, "^(-?[0-9.]+) dB$").Groups[1].Value, CultureInfo.InvariantCulture);
                foreach (int channel in _selected) _channels[channel] = SimulatedSound.Scaled(_channels[channel], Math.Pow(10, decibels / 20));
                break;
            case "Copy":
                Copy(parameters);
                break;
            case "Convolution":
                (float[][] taps, int rateOfFile) = Sounds.Read(Path.Combine(folder, parameters.Replace('\\', Path.DirectorySeparatorChar)));
                Assert.Equal(rate, rateOfFile); // else it is left out
                for (int n = 0; n < _selected.Length; n++) _channels[_selected[n]] = SimulatedSound.Convolve(_channels[_selected[n]], taps[n % taps.Length]);
                break;
            default:
                Assert.Fail($"no command '{command}'");
                break;
        }
    }

    /// <summary>All sources of a line are read before any target is written; a target without a channel becomes one.</summary>
    void Copy(string parameters)
    {
        (string Target, double[] Sound)[] assignments = [.. parameters.Split(' ').Select(assignment => assignment.Split('=')).Select(parts => (parts[0], SimulatedSound.Sum([.. parts[1].Split('+').Select(Source)])))];
        foreach ((string target, double[] sound) in assignments)
        {
            int channel = Index(target);
            if (channel < 0)
            {
                Assert.False(char.IsAsciiDigit(target[0]), $"the device has no channel {target}");
                channel = _names.Count;
                _names.Add(target);
                _channels.Add([]);
            }
            _channels[channel] = sound;
        }
    }

    double[] Source(string summand)
    {
        if (!summand.Contains('.')) return _channels[Known(summand)];
        Assert.Equal("0.0", summand); // a constant
        return new double[1];
    }

    int Known(string name)
    {
        int index = Index(name);
        Assert.True(index >= 0, $"no channel '{name}' among {string.Join(", ", _names)}");
        return index;
    }

    /// <summary>A number counts from 1; where a layout has the surrounds at one place only, either name is it.</summary>
    int Index(string name)
    {
        if (char.IsAsciiDigit(name[0])) return int.Parse(name) is int number && number <= _names.Count ? number - 1 : -1;
        int index = _names.IndexOf(name);
        return index >= 0 ? index : name switch { "SL" => _names.IndexOf("RL"), "SR" => _names.IndexOf("RR"), "RL" => _names.IndexOf("SL"), "RR" => _names.IndexOf("SR"), _ => -1 };
    }
}
