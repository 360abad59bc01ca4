using System.Globalization;
using Proscenium.Engine.Dsp;

namespace Proscenium.Plugin.Clap;

/// <summary>The parameters, without their values; their numbers are kept in hosts' projects.</summary>
static unsafe class ClapParameters
{
    public const uint Gain = 1, Plan = 2, FollowHead = 3, HeadLeft = 4, HeadForward = 5;

    /// <summary>How many.</summary>
    public const uint Count = 5;

    const string On = "on", Off = "off";

    /// <summary>Whether there is one of this number.</summary>
    public static bool Has(uint param) => param is >= Gain and <= HeadForward;

    /// <summary>A parameter for hosts, by its place in their lists.</summary>
    /// <param name="index">From 0, below <see cref="Count"/>.</param>
    /// <param name="lastPlan">The last step of the plan's.</param>
    public static ClapParam Describe(uint index, int lastPlan)
    {
        ClapParam param = new() { Id = index + 1 };
        (string name, param.Min, param.Max, param.Flags) = param.Id switch
        {
            Gain => (PluginDescription.Gain, (double)GainRange.MinDb, (double)GainRange.MaxDb, ClapParam.Automatable),
            Plan => ("Plan", 0, lastPlan, ClapParam.Stepped | ClapParam.Enumeration), // loading is not for automation
            FollowHead => (PluginDescription.FollowHead, 0, 1, ClapParam.Stepped | ClapParam.Automatable),
            HeadLeft => (PluginDescription.HeadLeft, -HeadControls.MostMetres, HeadControls.MostMetres, ClapParam.Automatable),
            _ => (PluginDescription.HeadForward, -HeadControls.MostMetres, HeadControls.MostMetres, ClapParam.Automatable),
        };
        NativeText.Write(name, param.Name, ClapParam.NameSize);
        return param;
    }

    /// <summary>A value for people, of all but the plan's.</summary>
    public static string Text(uint param, double value) => param switch
    {
        Gain => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} dB"),
        FollowHead => value >= 0.5 ? On : Off,
        _ => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} m"),
    };

    /// <summary>The value that a text stands for, of all but the plan's; false where it is none.</summary>
    public static bool TryValue(uint param, string text, out double value)
    {
        if (param == FollowHead)
        {
            value = text == On ? 1 : 0;
            return text is On or Off;
        }
        string number = text.Replace(param == Gain ? "dB" : "m", "", StringComparison.OrdinalIgnoreCase);
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
