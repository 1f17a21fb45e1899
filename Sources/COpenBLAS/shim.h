// OpenBLAS's C interface, and the few LAPACK routines in use. Debian's build exports LAPACK by its
// Fortran names only: every argument by address, matrices column-major, hidden string lengths last.
#ifndef SALDO_COPENBLAS_SHIM_H
#define SALDO_COPENBLAS_SHIM_H

#include <cblas.h>
#include <stddef.h>

// Cholesky factorisation of a symmetric positive definite matrix.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info,
             size_t uplo_length);

// Solution of a system whose Cholesky factor is known.
void dpotrs_(const char *uplo, const int *n, const int *columns, const double *a, const int *lda,
             double *b, const int *ldb, int *info, size_t uplo_length);

// Selected eigenvalues and eigenvectors of a symmetric matrix.
void dsyevr_(const char *job, const char *range, const char *uplo, const int *n, double *a,
             const int *lda, const double *lower, const double *upper, const int *first,
             const int *last, const double *tolerance, int *found, double *values,
             double *vectors, const int *ldz, int *support, double *work, const int *work_length,
             int *integer_work, const int *integer_work_length, int *info, size_t job_length,
             size_t range_length, size_t uplo_length);

// Ends the library's threads, where the build has any; the next product starts them again.
int blas_thread_shutdown_(void) __attribute__((weak));

static inline void saldo_end_blas_threads(void) {
  if (blas_thread_shutdown_) blas_thread_shutdown_();
}

#endif
