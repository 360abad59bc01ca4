// MathNet's vectors share their name with the SIMD vectors of System.Numerics.
global using ComplexVector = MathNet.Numerics.LinearAlgebra.Vector<System.Numerics.Complex>;
global using RealVector = MathNet.Numerics.LinearAlgebra.Vector<double>;
