// MathNet's vectors share their name with the SIMD vectors of System.Numerics.
global using RealVector = MathNet.Numerics.LinearAlgebra.Vector<double>;
global using RealMatrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

// One value for each of OctaveBands, 63 Hz to 8 kHz: eight of them go through a room's sums side by side.
global using OctaveValues = System.Runtime.Intrinsics.Vector512<double>;
