using Proscenium.Judging.Rooms;

namespace Proscenium.Cli.Text;

/// <summary>Everything <c>analyze --room</c> found out about a design in a room.</summary>
sealed record RoomFindings
{
    /// <summary>The plan, the untreated device and a true pair.</summary>
    public required RoomAnalysis Heard { get; init; }

    /// <summary>The plan's own gain limit, dB.</summary>
    public required double GainLimitDb { get; init; }

    /// <summary>What cancellation costs by gain limit; nothing where no wall gives anything back.</summary>
    public required IReadOnlyList<CancellationCost> Costs { get; init; }

    /// <summary>The gain limits that are told.</summary>
    public static IReadOnlyList<double> GainLimitsDb { get; } = [3, 6, 12];

    /// <summary>How much the beam raises the centre's direct-to-reverberant ratio over both outer drivers, 500 Hz to 3 kHz, dB; null without a centre or a room.</summary>
    public double? CentreGainDb => Heard.HasCentre && !Heard.Setup.Room.IsAnechoic ? Heard.Treated.CentreMidrangeDirectDb - Heard.Untreated.CentreMidrangeDirectDb : null;
}

/// <summary>The canceller alone, with a gain limit.</summary>
/// <param name="GainLimitDb">The limit.</param>
/// <param name="SeparationDb">Separation of its direct sound at the seat.</param>
/// <param name="CostDb">How much smaller its direct-to-reverberant ratio is than untreated, left input at the left ear, dB by octave from 250 Hz.</param>
readonly record struct CancellationCost(double GainLimitDb, double SeparationDb, IReadOnlyList<double> CostDb);
