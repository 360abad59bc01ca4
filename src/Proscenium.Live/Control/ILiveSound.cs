using Proscenium.Engine.Listening;
using Proscenium.Live.Tracking;

namespace Proscenium.Live.Control;

/// <summary>The live sound that commands and blind tests control. Members may be called from any thread but the audio thread.</summary>
interface ILiveSound
{
    /// <summary>False while no plan can be heard, since it is being designed or the server is away.</summary>
    bool PlanPlays { get; }

    /// <summary>True while another plan is prepared or faded in.</summary>
    bool IsChanging { get; }

    /// <summary>Counts restarts of the sound and changes of plan: what is heard at the same count can be compared.</summary>
    int Changes { get; }

    /// <summary>True while the untreated plan is heard, as loud as the plan. Blind tests set it too: no change of it may be logged or printed.</summary>
    bool Bypassed { get; set; }

    /// <summary>The listener's gain in dB, on top of the one that keeps the plan below full scale.</summary>
    double GainDb { get; set; }

    /// <summary>Gain in dB that makes the untreated plan as loud as the plan.</summary>
    double MatchDb { get; }

    /// <summary>Seconds of programme that <see cref="MatchDb"/> was measured on; 0 while it is an estimate.</summary>
    double MatchSeconds { get; }

    /// <summary>True while <see cref="MatchDb"/> may not change, since a blind test runs.</summary>
    bool MatchHeld { get; set; }

    /// <summary>What is changed before any plan.</summary>
    ListeningSettings Listening { get; set; }

    /// <summary>The corner below which harmonics can stand for bass, Hz; null where the device's drivers play it.</summary>
    double? BassCornerHz { get; }

    /// <summary>Where the listener's head is.</summary>
    HeadTracking Head { get; }

    /// <summary>True where the plan that plays, or is being made ready, has filters for other places than the seat.</summary>
    bool FollowsHead { get; }

    /// <summary>The folder of the plan that plays, or the name of the device it was designed for.</summary>
    string PlanName { get; }

    /// <summary>Fades over to another plan.</summary>
    /// <param name="folder">A plan folder, or the name of the plan that the session began with; one for another rate is designed again.</param>
    /// <exception cref="Proscenium.Engine.Plan.FileFormatException">It holds no plan, or one that cannot take over.</exception>
    void SwitchPlan(string folder);

    /// <summary>What the meters read, and what it plays to; asks the sound server for nothing that takes time.</summary>
    SoundReadings Readings { get; }

    /// <summary>The state in lines for people.</summary>
    IReadOnlyList<string> Status { get; }

    /// <summary>Asks the session to end.</summary>
    void Quit();
}
