namespace Proscenium.Live.Recording;

/// <summary>A session as it was recorded.</summary>
/// <param name="Microphones">Microphones x samples.</param>
/// <param name="SampleRate">Samples per second.</param>
/// <param name="Xruns">Blocks that came too late meanwhile.</param>
/// <param name="LoopbackFrames">Frames of latency that the electrical copy told and that were taken off the beginning, or null.</param>
/// <param name="AllocatedBytes">Bytes allocated on the audio thread, which should be 0.</param>
/// <param name="Faults">What went wrong, without its being lost.</param>
sealed record RecordedSession(float[][] Microphones, int SampleRate, long Xruns, int? LoopbackFrames, long AllocatedBytes, IReadOnlyList<string> Faults);
