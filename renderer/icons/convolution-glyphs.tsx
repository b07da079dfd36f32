import type { ReactNode } from 'react';

/** Drawings of convolutions, pools and what resizes images; those along one or three axes share that along two unless they have their own. */
export const convolutionGlyphs: Readonly<Record<string, ReactNode>> = {
  Conv1D: (
    <>
      <rect x="3" y="8" width="18" height="8" rx="2" />
      <path d="M9 8v8M15 8v8" />
      <rect x="9" y="8" width="6" height="8" fill="currentColor" />
    </>
  ),
  Conv2D: (
    <>
      <path d="M17 8V5a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v10a2 2 0 0 0 2 2h3" />
      <rect x="8" y="8" width="13" height="13" rx="2" fill="currentColor" fillOpacity="0.25" />
      <path d="M12.4 8v13M16.7 8v13M8 12.4h13M8 16.7h13" strokeWidth="1.2" />
    </>
  ),
  Conv3D: (
    <>
      <path d="M12 2.5l8.5 4.700v9.600L12 21.5l-8.5-4.700V7.200z" />
      <path d="M3.5 7.200L12 12l8.5-4.800M12 12v9.5" />
      <path d="M12 12l4.300-2.400v4.900L12 17z" fill="currentColor" />
    </>
  ),
  DepthwiseConv2D: (
    <>
      <rect x="3" y="4" width="5" height="16" rx="1.5" />
      <rect x="9.5" y="4" width="5" height="16" rx="1.5" fill="currentColor" fillOpacity="0.25" />
      <rect x="16" y="4" width="5" height="16" rx="1.5" />
    </>
  ),
  SeparableConv2D: (
    <>
      <rect x="3" y="4" width="3.5" height="16" rx="1.2" />
      <rect x="8" y="4" width="3.5" height="16" rx="1.2" />
      <path d="M13 12h3" />
      <rect x="17.5" y="4" width="3.5" height="16" rx="1.2" fill="currentColor" />
    </>
  ),
  SpatiallySeparableConv2D: (
    <>
      <rect x="4" y="3" width="5" height="18" rx="1.5" fill="currentColor" fillOpacity="0.3" />
      <path d="M4 9h5M4 15h5" strokeWidth="1.2" />
      <rect x="12" y="9.5" width="9" height="5" rx="1.5" />
      <path d="M15 9.5v5M18 9.5v5" strokeWidth="1.2" />
    </>
  ),
  ConvTranspose2D: (
    <>
      <rect x="3" y="3" width="8" height="8" rx="1.5" fill="currentColor" fillOpacity="0.25" />
      <rect x="13" y="13" width="8" height="8" rx="1.5" />
      <path d="M15 5h4v4M19 5l-5 5" />
    </>
  ),
  MaxPool2D: (
    <>
      <rect x="3.5" y="3.5" width="17" height="17" rx="2" />
      <path d="M12 3.5v17M3.5 12h17" strokeWidth="1.2" />
      <path d="M12 3.5h6.5a2 2 0 0 1 2 2V12H12z" fill="currentColor" />
    </>
  ),
  AveragePool2D: (
    <>
      <rect x="3.5" y="3.5" width="17" height="17" rx="2" />
      <path d="M12 3.5v17M3.5 12h17" strokeWidth="1.2" />
      <rect x="9" y="9" width="6" height="6" fill="currentColor" />
    </>
  ),
  LpPool2D: (
    <>
      <rect x="3.5" y="3.5" width="17" height="17" rx="2" />
      <path d="M12 3.5v17M3.5 12h17" strokeWidth="1.2" />
      <circle cx="12" cy="12" r="4" fill="currentColor" />
    </>
  ),
  GlobalAveragePool: (
    <>
      <rect x="3.5" y="3.5" width="17" height="17" rx="2" />
      <path d="M7 7l10 10M17 7L7 17" strokeWidth="1.3" />
      <circle cx="12" cy="12" r="2.4" fill="currentColor" stroke="none" />
    </>
  ),
  GlobalMaxPool: (
    <>
      <rect x="3.5" y="3.5" width="17" height="17" rx="2" />
      <path d="M7 7l10 10M17 7L7 17" strokeWidth="1.3" />
      <path d="M12 8.5l3.5 6h-7z" fill="currentColor" />
    </>
  ),
  AdaptiveAveragePool2D: (
    <>
      <path d="M3 8V5a2 2 0 0 1 2-2h3M16 3h3a2 2 0 0 1 2 2v3M21 16v3a2 2 0 0 1-2 2h-3M8 21H5a2 2 0 0 1-2-2v-3" />
      <rect x="8.5" y="8.5" width="7" height="7" fill="currentColor" fillOpacity="0.3" />
    </>
  ),
  AdaptiveMaxPool2D: (
    <>
      <path d="M3 8V5a2 2 0 0 1 2-2h3M16 3h3a2 2 0 0 1 2 2v3M21 16v3a2 2 0 0 1-2 2h-3M8 21H5a2 2 0 0 1-2-2v-3" />
      <rect x="8" y="8" width="8" height="8" />
      <path d="M12 8h4v4h-4z" fill="currentColor" />
    </>
  ),
  UpSampling2D: (
    <>
      <rect x="3" y="15" width="6" height="6" rx="1" fill="currentColor" />
      <rect x="11" y="3" width="10" height="10" rx="1.5" />
      <path d="M16 3v10M11 8h10" strokeWidth="1.2" />
      <path d="M11 20h4v-4" />
    </>
  ),
  PixelShuffle: (
    <>
      <rect x="3" y="3" width="5" height="5" rx="1" />
      <rect x="3" y="9.5" width="5" height="5" rx="1" fill="currentColor" />
      <rect x="3" y="16" width="5" height="5" rx="1" />
      <path d="M10 12h3" />
      <rect x="15" y="7" width="6" height="10" rx="1" />
      <path d="M15 12h6M18 7v10" strokeWidth="1.2" />
    </>
  ),
  PixelUnshuffle: (
    <>
      <rect x="3" y="7" width="6" height="10" rx="1" />
      <path d="M3 12h6M6 7v10" strokeWidth="1.2" />
      <path d="M11 12h3" />
      <rect x="16" y="3" width="5" height="5" rx="1" />
      <rect x="16" y="9.5" width="5" height="5" rx="1" fill="currentColor" />
      <rect x="16" y="16" width="5" height="5" rx="1" />
    </>
  ),
  ZeroPadding2D: (
    <>
      <rect x="3" y="3" width="18" height="18" rx="2" strokeDasharray="2 2.4" strokeWidth="1.4" />
      <rect x="8" y="8" width="8" height="8" rx="1" fill="currentColor" fillOpacity="0.3" />
    </>
  ),
  Cropping2D: <path d="M7 2.5V17h14.5M2.5 7H17v14.5" />,
};
