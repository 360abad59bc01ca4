using Proscenium.Engine;
using Proscenium.Engine.Listening;
using Proscenium.Engine.Plan;
using Proscenium.Live.Control;
using Proscenium.Live.Tracking;

namespace Proscenium.Tests.Live.Control;

/// <summary>What plays, without sound: remembers what was asked of it.</summary>
sealed class FakeSound : ILiveSound
{
    bool _bypassed, _planPlays = true;
    int _asked;

    /// <summary>Every value that the bypass was set to.</summary>
    public List<bool> Switches { get; } = [];

    public bool HasQuit { get; private set; }

    public bool Bypassed
    {
        get => _bypassed;
        set
        {
            _bypassed = value;
            Switches.Add(value);
        }
    }

    public double GainDb { get; set; }

    public ListeningSettings Listening { get; set; } = new();

    public double? BassCornerHz { get; set; } = 150;

    public HeadPlace Place { get; } = new();

    public HeadTracking Head => field ??= new(Place, null, TimeProvider.System);

    public bool FollowsHead { get; set; }

    public double MatchDb { get; set; } = 3.2;

    public double MatchSeconds { get; set; } = 42;

    public bool PlanPlays
    {
        get => _planPlays && _asked++ < StopsAfter;
        set => _planPlays = value;
    }

    /// <summary>How often it is asked before the plan is gone.</summary>
    public int StopsAfter { get; set; } = int.MaxValue;

    public bool IsChanging { get; set; }

    public int Changes { get; set; }

    public bool MatchHeld { get; set; }

    public string PlanName { get; private set; } = "echo-studio";

    public IReadOnlyList<string> Status => [$"plan {PlanName}", "", Bypassed ? "the untreated device is playing" : "the plan is playing"];

    public SoundReadings Readings { get; set; } = new()
    {
        Ports = new(["left", "right"], ["left", "right"]), IsMonitor = false, SeatLeft = 0, SeatDistance = 0.6,
        SampleRate = 48000, BlockFrames = 1024, Load = 0.0312, InputPeaksDb = [-6.04, double.NegativeInfinity], OutputPeaksDb = [-9.5, -12], LargestReductionDb = 1.26,
    };

    /// <summary>What a change of plan waits for.</summary>
    public Action? WhileSwitching { get; set; }

    public bool IsSwitching { get; private set; }

    public void SwitchPlan(string folder)
    {
        IsSwitching = true;
        WhileSwitching?.Invoke();
        PlanName = Named(folder);
    }

    static string Named(string folder) => folder switch
    {
        "nothing" => throw new FileFormatException("nothing: holds no plan:\nmake one."),
        "other" => throw new ArgumentException("other: takes other channels.", nameof(folder)),
        "broken" => throw new InvalidOperationException("broken: something else went wrong."),
        _ => folder,
    };

    public void Quit() => HasQuit = true;
}
