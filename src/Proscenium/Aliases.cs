// MathNet's vectors share their name with the SIMD vectors of System.Numerics.
global using RealVector = MathNet.Numerics.LinearAlgebra.Vector<double>;
global using RealMatrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;
