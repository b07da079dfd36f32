import type { ReactNode } from 'react';

/** Drawings of activations. */
export const activationGlyphs: Readonly<Record<string, ReactNode>> = {
  Activation: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M7 15.5c5.5 0 4.5-7 10-7" strokeWidth="2" />
    </>
  ),
  Linear: <path d="M4 20L20 4" strokeWidth="2.2" />,
  ReLU: <path d="M3 18h8.5L20 5" strokeWidth="2.2" />,
  LeakyReLU: <path d="M3 20l8.5-4L20 5" strokeWidth="2.2" />,
  PReLU: (
    <>
      <path d="M3 15h8.5M3 18l8.5-3" strokeWidth="1.3" opacity="0.6" />
      <path d="M3 21l8.5-6L20 4" strokeWidth="2.2" />
    </>
  ),
  ELU: <path d="M3 19.5c5-.2 6.5-1.5 8.5-4.5L20 5" strokeWidth="2.2" />,
  SELU: (
    <>
      <path d="M3 13.5h18M11.5 3v18" strokeWidth="1" opacity="0.6" />
      <path d="M3 20c5-.2 6.5-2 8.5-6.5L19 3.5" strokeWidth="2.2" />
    </>
  ),
  CELU: (
    <>
      <path d="M3 19.5c5-.2 6.5-1.5 8.5-4.5L20 5" strokeWidth="2.2" />
      <circle cx="11.5" cy="15" r="2.2" fill="currentColor" stroke="none" />
    </>
  ),
  GELU: <path d="M3 16c3.5 0 5 3.5 8 2.5C14 17.5 15 11 20.5 5" strokeWidth="2.2" />,
  SiLU: <path d="M3 15c3 .5 4.5 4 7.5 3.5S15.5 11 20.5 5" strokeWidth="2.2" />,
  Mish: (
    <>
      <path d="M3 15h18" strokeWidth="1" opacity="0.6" />
      <path d="M3 15.5c3 0 4.5 4.5 8 4C15 19 16 11 20.5 4" strokeWidth="2.2" />
    </>
  ),
  Softplus: <path d="M3 18.5c7 0 9-3 17.5-13" strokeWidth="2.2" />,
  Softsign: <path d="M3 18.5c6-.5 8.5-2 9-6.5s3-6 9-6.5" strokeWidth="2.2" />,
  Sigmoid: <path d="M3 19c7.5 0 9-1.5 9-7s1.5-7 9-7" strokeWidth="2.2" />,
  HardSigmoid: <path d="M3 19h5L16 5h5" strokeWidth="2.2" />,
  Tanh: (
    <>
      <path d="M3 12h18M12 3.5v17" strokeWidth="1" opacity="0.6" />
      <path d="M3 19.5c7 0 8-2 9-7.5s2-7.5 9-7.5" strokeWidth="2.2" />
    </>
  ),
  HardSwish: <path d="M3 15h4.5c2.5 5 6 4.5 8.5-2L20 4" strokeWidth="2.2" />,
  Softmax: (
    <>
      <path d="M4 20v-4M8 20v-8M12 20V4M16 20v-6M20 20v-3" strokeWidth="2.6" strokeLinecap="butt" />
    </>
  ),
  LogSoftmax: (
    <>
      <path d="M3 5h18" />
      <path d="M5 5v9M9.5 5v5M14 5v2M18.5 5v14" strokeWidth="2.6" strokeLinecap="butt" />
    </>
  ),
};
