#include "textflag.h"

// Sixteen weights of the row at (SI)(AX*1): the lower eight are added to LO, the upper eight to HI.
#define SIXTEEN(AT, LO, HI) \
	MOVOU AT(SI)(AX*1), X8 \
	MOVO X8, X9 \
	PUNPCKLBW X8, X8 \
	PUNPCKHBW X9, X9 \
	PSRAW $8, X8 \
	PSRAW $8, X9 \
	PADDW X8, LO \
	PADDW X9, HI

// func addRows(scores *[64]int16, rows *int8, at *uint32, n int)
TEXT ·addRows(SB), NOSPLIT, $0-32
	MOVQ scores+0(FP), DI
	MOVQ rows+8(FP), SI
	MOVQ at+16(FP), DX
	MOVQ n+24(FP), CX
	MOVOU 0(DI), X0
	MOVOU 16(DI), X1
	MOVOU 32(DI), X2
	MOVOU 48(DI), X3
	MOVOU 64(DI), X4
	MOVOU 80(DI), X5
	MOVOU 96(DI), X6
	MOVOU 112(DI), X7
	TESTQ CX, CX
	JLE  done

row:
	MOVL (DX), AX
	SHLQ $6, AX
	SIXTEEN(0, X0, X1)
	SIXTEEN(16, X2, X3)
	SIXTEEN(32, X4, X5)
	SIXTEEN(48, X6, X7)
	ADDQ $4, DX
	DECQ CX
	JNZ  row

	MOVOU X0, 0(DI)
	MOVOU X1, 16(DI)
	MOVOU X2, 32(DI)
	MOVOU X3, 48(DI)
	MOVOU X4, 64(DI)
	MOVOU X5, 80(DI)
	MOVOU X6, 96(DI)
	MOVOU X7, 112(DI)

done:
	RET

// Four weights of the row at (SI)(AX*1) are added to SUMS.
#define WIDE(AT, SUMS) \
	MOVOU AT(SI)(AX*1), X12 \
	PADDL X12, SUMS

// func addWide(scores *[64]int32, rows *int32, at *uint32, n int)
TEXT ·addWide(SB), NOSPLIT, $0-32
	MOVQ scores+0(FP), DI
	MOVQ rows+8(FP), SI
	MOVQ at+16(FP), DX
	MOVQ n+24(FP), CX
	MOVOU 0(DI), X0
	MOVOU 16(DI), X1
	MOVOU 32(DI), X2
	MOVOU 48(DI), X3
	MOVOU 64(DI), X4
	MOVOU 80(DI), X5
	MOVOU 96(DI), X6
	MOVOU 112(DI), X7
	MOVOU 128(DI), X8
	MOVOU 144(DI), X9
	MOVOU 160(DI), X10
	MOVOU 176(DI), X11
	TESTQ CX, CX
	JLE  stored

wide:
	MOVL  (DX), AX
	IMULQ $192, AX
	WIDE(0, X0)
	WIDE(16, X1)
	WIDE(32, X2)
	WIDE(48, X3)
	WIDE(64, X4)
	WIDE(80, X5)
	WIDE(96, X6)
	WIDE(112, X7)
	WIDE(128, X8)
	WIDE(144, X9)
	WIDE(160, X10)
	WIDE(176, X11)
	ADDQ  $4, DX
	DECQ  CX
	JNZ   wide

stored:
	MOVOU X0, 0(DI)
	MOVOU X1, 16(DI)
	MOVOU X2, 32(DI)
	MOVOU X3, 48(DI)
	MOVOU X4, 64(DI)
	MOVOU X5, 80(DI)
	MOVOU X6, 96(DI)
	MOVOU X7, 112(DI)
	MOVOU X8, 128(DI)
	MOVOU X9, 144(DI)
	MOVOU X10, 160(DI)
	MOVOU X11, 176(DI)
	RET
