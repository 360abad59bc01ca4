namespace Proscenium.Analysis;

/// <summary>What a head hears of left and right somewhere.</summary>
/// <param name="MeanDb">Cancellation, mean of both sides, dB.</param>
/// <param name="WorseDb">Cancellation of the worse side, dB.</param>
/// <param name="LevelDb">Mean level at the ipsilateral ears over that of the seat's plan at the seat, dB.</param>
/// <param name="Image">Of virtual loudspeakers; null for a canceller alone.</param>
readonly record struct PlaceFigures(double MeanDb, double WorseDb, double LevelDb, PlaceImage? Image);

/// <summary>Where the virtual loudspeakers are heard.</summary>
/// <param name="TimeErrorSeconds">Mean error of the interaural time difference, 500 to 1500 Hz, of the worse side.</param>
/// <param name="LeftDegrees">The left one by its interaural time difference; + = left.</param>
/// <param name="RightDegrees">The right one.</param>
readonly record struct PlaceImage(double TimeErrorSeconds, double LeftDegrees, double RightDegrees);
