using Proscenium.Acoustics;
using Proscenium.Heads;
using Proscenium.Judging.FreeField;
using Proscenium.Judging.Hearing;

namespace Proscenium.Judging.Rooms;

/// <summary>The image at one seat.</summary>
/// <param name="Seat">Relative to the middle seat.</param>
/// <param name="Left">Where the left input is heard.</param>
/// <param name="Centre">Where the centre is heard.</param>
/// <param name="Right">Where the right input is heard.</param>
/// <param name="SeparationDb">Separation until 5 ms after the direct sound.</param>
/// <param name="ColorationDb">How the tone of the left input's direct sound at the left ear differs from the middle seat's: standard deviation over third octaves.</param>
readonly record struct ZoneSeat(HeadPose Seat, Localisation Left, Localisation Centre, Localisation Right, double SeparationDb, double ColorationDb)
{
    const double SidesMayErr = 10, CentreMayErr = 5;

    /// <summary>Measures a stage.</summary>
    /// <param name="seat">Where.</param>
    /// <param name="stage">What reaches the ears there.</param>
    /// <param name="middle">What reaches them at the middle seat.</param>
    /// <param name="template">Of the head that hears.</param>
    public static ZoneSeat Of(HeadPose seat, BinauralRoomResponses stage, BinauralRoomResponses middle, LocalisationTemplate template) => new(seat,
        Localisation.Of(stage.Left.Whole, template), Localisation.Of(stage.Centre.Whole, template), Localisation.Of(stage.Right.Whole, template),
        WindowedSeparation.Until(stage, 0.005), Tone(stage.Left.Direct, middle.Left.Direct));

    /// <summary>True where both sides are heard within 10 degrees of where they should be, and the centre within 5.</summary>
    /// <param name="angleDegrees">Where the left side should be.</param>
    public bool Holds(double angleDegrees) =>
        Math.Abs(Left.AzimuthDegrees - angleDegrees) <= SidesMayErr && Math.Abs(Right.AzimuthDegrees + angleDegrees) <= SidesMayErr && Math.Abs(Centre.AzimuthDegrees) <= CentreMayErr;

    static double Tone(EarResponses ears, EarResponses reference)
    {
        FrequencyGrid grid = ears.OwnGrid;
        return Coloration.Between(ears.Spectra(grid).Left, reference.Spectra(grid).Left, grid).DeviationDb;
    }
}
